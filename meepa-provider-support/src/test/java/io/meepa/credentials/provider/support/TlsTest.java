package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderUnavailableException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("S13: only a certificate that the host trusts, for the right name, in time")
final class TlsTest {

    private static TestAuthority authority;

    private final CallFixture fixture = new CallFixture();
    private SSLContext before;

    @TempDir
    private static Path folder;

    /** An authority, and three certificates of its. */
    @BeforeAll
    static void certify() throws Exception {
        authority = new TestAuthority(folder)
                .certify("good", "localhost", "-validity", "2")
                .certify("other", "other.example.com", "-validity", "2")
                .certify("old", "localhost", "-startdate", "-3d", "-validity", "1");
    }

    @BeforeEach
    void remember() throws GeneralSecurityException {
        before = SSLContext.getDefault();
    }

    @AfterEach
    void restore() {
        SSLContext.setDefault(before);
    }

    @Test
    void speaksToAServerThatTheHostTrusts() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("good"))) {
            authority.trust();
            server.json(200, "{\"id\":\"x\"}");
            assertThat(ask(server).text("id")).isEqualTo("x");
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("good"))) {
            assertRefused(server);
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("other"))) {
            authority.trust();
            assertRefused(server);
        }
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("old"))) {
            authority.trust();
            assertRefused(server);
        }
    }

    @Test
    void refusesAnOldProtocol() throws Exception {
        SSLServerSocket socket = authority.socket("good");
        socket.setEnabledProtocols(new String[] {"TLSv1.1"});
        try (ScriptedServer server = new ScriptedServer(socket)) {
            authority.trust();
            assertRefused(server);
        }
    }

    private void assertRefused(ScriptedServer server) {
        server.json(200, "{\"id\":\"x\"}");
        assertThatThrownBy(() -> ask(server))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("certificate or TLS version");
        assertThat(server.requests()).isEmpty();
        assertThat(fixture.slept).isEmpty();
    }

    private ApiAnswer ask(ScriptedServer server) {
        return fixture.client("https://localhost:" + server.port(), Map.of())
                .begin()
                .send(ApiRequest.post("make it", "x"));
    }
}
