package io.meepa.credentials.core.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.Revision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R13: the memory store's secrets are its own")
final class MemorySessionTest {

    private static final AgentId MEEPA = AgentId.of("meepa");

    private final MemorySession session = new MemorySession();

    @Test
    void keepsASecretThatItsWriterClosed() {
        Secret written = Secret.of("canary-1");
        session.write(MEEPA, document(written), Revision.ABSENT);

        written.close();

        assertThat(read().reveal()).isEqualTo("canary-1");
    }

    @Test
    void keepsASecretThatAReaderClosed() {
        session.write(MEEPA, document(Secret.of("canary-1")), Revision.ABSENT);

        read().close();

        assertThat(read().reveal()).isEqualTo("canary-1");
    }

    @Test
    void wipesItsOwnWhenClosed() {
        Secret own = Secret.of("canary-1");
        Fields document = document(own);

        DocumentCopy.wipe(document);

        assertThatIllegalStateException().isThrownBy(own::reveal);
    }

    private Secret read() {
        DocumentNode list =
                session.read(MEEPA).orElseThrow().content().members().get("list");
        return list instanceof Elements elements && elements.elements().get(0) instanceof Hidden hidden
                ? hidden.value()
                : Secret.of("nothing");
    }

    private static Fields document(Secret secret) {
        return new Fields(Map.of("list", new Elements(List.of(new Hidden(secret)))));
    }
}
