package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.ProviderUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("S13: only a certificate that the host trusts, for the right name, in time")
final class TlsTest {

    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final Bench bench = new Bench();
    private SSLContext before;

    @TempDir
    private static Path folder;

    /** An authority, and three certificates of its. */
    @BeforeAll
    static void certify() throws Exception {
        keytool("-alias", "ca", "-ext", "bc:c", "-startdate", "-5d", "-validity", "30");
        keytool("-alias", "good", "-signer", "ca", "-ext", "san=dns:localhost", "-validity", "2");
        keytool("-alias", "other", "-signer", "ca", "-ext", "san=dns:other.example.com", "-validity", "2");
        keytool("-alias", "old", "-signer", "ca", "-ext", "san=dns:localhost", "-startdate", "-3d", "-validity", "1");
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
        try (Wire wire = new Wire(socket("good"))) {
            trustTheAuthority();
            wire.json(200, "{\"id\":\"x\"}");
            assertThat(ask(wire).text("id")).isEqualTo("x");
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        try (Wire wire = new Wire(socket("good"))) {
            assertRefused(wire);
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        try (Wire wire = new Wire(socket("other"))) {
            trustTheAuthority();
            assertRefused(wire);
        }
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        try (Wire wire = new Wire(socket("old"))) {
            trustTheAuthority();
            assertRefused(wire);
        }
    }

    @Test
    void refusesAnOldProtocol() throws Exception {
        SSLServerSocket socket = socket("good");
        socket.setEnabledProtocols(new String[] {"TLSv1.1"});
        try (Wire wire = new Wire(socket)) {
            trustTheAuthority();
            assertRefused(wire);
        }
    }

    private void assertRefused(Wire wire) {
        wire.json(200, "{\"id\":\"x\"}");
        assertThatThrownBy(() -> ask(wire))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("certificate or TLS version");
        assertThat(wire.requests()).isEmpty();
        assertThat(bench.slept).isEmpty();
    }

    private ApiAnswer ask(Wire wire) {
        return bench.client("https://localhost:" + wire.port(), Map.of())
                .begin()
                .send(ApiRequest.post("make it", "x"));
    }

    private static void keytool(String... what) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("keys").toString(),
                "-storepass",
                new String(STORE_PASSWORD)));
        command.addAll(List.of(what));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(() -> read(folder.resolve("keytool.log")))
                .isZero();
    }

    private static KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys"))) {
            keys.load(in, STORE_PASSWORD);
        }
        return keys;
    }

    private static SSLServerSocket socket(String alias) throws Exception {
        KeyStore all = keys();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(alias, all.getKey(alias, STORE_PASSWORD), STORE_PASSWORD, all.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(one, STORE_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("localhost"));
    }

    /** What a host does that has an authority of its own. */
    private static void trustTheAuthority() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", keys().getCertificate("ca"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no log";
        }
    }
}
