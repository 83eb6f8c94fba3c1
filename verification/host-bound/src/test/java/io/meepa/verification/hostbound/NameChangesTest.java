package io.meepa.verification.hostbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.RequestRefusedException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a name server may do between the check of an address and the connection. */
@DisplayName("A name that changes its address")
final class NameChangesTest {

    private RecordingServer inside;
    private CredentialManager manager;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        inside = RecordingServer.start(request -> {
            Names.write(List.of("127.0.0.1 first.test", "127.0.0.1 second.test"));
            return Answers.to(request);
        });
        manager = CredentialManager.builder()
                .withoutDiscovery()
                .set("credentials.credential_store.provider", "none")
                .set("credentials.http.private_hosts", List.of("trusted.test"))
                .open();
        client = manager.agent("meepa").tools().http();
    }

    @AfterEach
    void close() throws Exception {
        manager.close();
        inside.close();
        Names.write();
    }

    @Test
    @DisplayName("after the check is used with the address that was checked: the JVM keeps names for 30 seconds")
    void isConnectedToAsChecked() {
        Names.write(List.of("192.0.2.1 first.test")); // Reserved for documentation: refused.
        assertThatThrownBy(() -> send("first.test")).isInstanceOf(RequestRefusedException.class);

        Names.write(List.of("127.0.0.1 first.test"));

        // Still the address that was looked up first.
        assertThatThrownBy(() -> send("first.test"))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("reserved");
        assertThat(inside.received()).isEmpty();
    }

    @Test
    @DisplayName("to one of this machine is refused, before anything is sent")
    void isRefused() {
        Names.write(List.of("127.0.0.1 second.test"));

        assertThatThrownBy(() -> send("second.test"))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("private_hosts");
        assertThat(inside.received()).isEmpty();
    }

    private void send(String host) throws Exception {
        client.send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://" + host + ":" + inside.port() + "/x"))
                        .build(),
                BodyHandlers.discarding());
    }
}
