package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderUnavailableException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-506: a client costs nothing before its first call, and next to nothing after")
final class ClientLifeTest {

    private static final int DESCRIPTORS = 256;

    @Test
    void opensNoSocketAndStartsNoThreadBeforeTheFirstCall() throws Exception {
        assertThat(ChildJvm.runWithin(DESCRIPTORS, OpenAndClose.class, "5000", ""))
                .isEqualTo("5000 opened, 0 threads of the HTTP client");
    }

    @Test
    void clientsThatAreOpenedOneAfterTheOtherShareWhatTheyNeed() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            for (int i = 0; i < 500; i++) {
                server.json(200, "{\"id\":\"x\"}");
            }
            assertThat(ChildJvm.runWithin(DESCRIPTORS, OpenAndClose.class, "500", server.url()))
                    .startsWith("500 opened, ");
            assertThat(server.requests()).hasSize(500);
        }
    }

    @Test
    void clientsThatAreOpenTogetherShareOneToo() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            for (int i = 0; i < 200; i++) {
                server.json(200, "{\"id\":\"x\"}");
            }
            assertThat(ChildJvm.runWithin(DESCRIPTORS, OpenAndClose.class, "200", server.url(), "together"))
                    .isEqualTo("200 opened, 1 threads of the HTTP client");
        }
    }

    @Test
    void aCallAfterTheEndIsATypedError() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            ApiClient client = new CallFixture().client(server.url(), Map.of());
            client.close();
            client.close();
            assertThatThrownBy(() -> client.begin().send(ApiRequest.post("make it", "x")))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("closed");
            assertThat(server.requests()).isEmpty();
        }
    }
}
