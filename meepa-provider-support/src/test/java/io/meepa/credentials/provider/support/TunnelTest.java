package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A host of its own JVM behind a company's proxy, by the JDK's own proxy settings")
final class TunnelTest {

    private static final String VENDOR = "https://api.vendor.example";
    private static final String BASIC_ALLOWED = "-Djdk.http.auth.tunneling.disabledSchemes=";

    private static TestAuthority authority;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void certify() throws Exception {
        authority = new TestAuthority(folder).certify("vendor", "api.vendor.example", "-validity", "2");
    }

    @Test
    void reachesTheServiceThroughATunnel() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("vendor"));
                ProxyServer proxy = new ProxyServer(server.port())) {
            server.json(200, "{\"id\":\"x\"}");
            assertThat(through(proxy, List.of(), "built-in", VENDOR)).isEqualTo("made x");
            assertThat(proxy.requests()).singleElement().asString().startsWith("CONNECT api.vendor.example:443");
        }
    }

    @Test
    @DisplayName("F-501: the login goes to the proxy, and neither through the tunnel nor into a message")
    void logsInToTheProxyAlone() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("vendor"));
                ProxyServer proxy = new ProxyServer(server.port()).wanting(ProxyTest.basic(CallFixture.PROXY_LOGIN))) {
            server.json(200, "{\"id\":\"x\"}");
            assertThat(through(proxy, List.of(BASIC_ALLOWED), "built-in", VENDOR, "proxy_login_env=PROXY_LOGIN"))
                    .isEqualTo("made x");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .contains("Authorization: Bearer")
                    .doesNotContain("Proxy-Authorization");
            assertThat(proxy.requests()).singleElement().asString().doesNotContain("Bearer");
        }
    }

    @Test
    @DisplayName("F-501: a wrong login is named by its variable")
    void namesTheVariableOfAWrongLogin() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("vendor"));
                ProxyServer proxy = new ProxyServer(server.port()).wanting("Basic b3RoZXI=")) {
            assertThat(through(proxy, List.of(BASIC_ALLOWED), "built-in", VENDOR, "proxy_login_env=PROXY_LOGIN"))
                    .startsWith("ProviderUnavailableException: ")
                    .contains("it did not take that of environment variable PROXY_LOGIN")
                    .doesNotContain("s3cr3t")
                    .doesNotContain("corp-user");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("F-501: a login that is not set is a matter of configuration; nothing was sent")
    void namesTheVariableOfALoginThatIsNotSet() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("vendor"));
                ProxyServer proxy = new ProxyServer(server.port())) {
            assertThat(through(proxy, List.of(), "built-in", VENDOR, "proxy_login_env=NO_SUCH_LOGIN"))
                    .startsWith("ConfigurationException: ")
                    .contains("NO_SUCH_LOGIN");
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("A tunnel that is cut after the request was sent leaves a create open")
    void aTunnelThatIsCutAfterTheRequestLeavesItOpen() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("vendor"));
                ProxyServer proxy = new ProxyServer(server.port())) {
            server.cut();
            assertThat(through(proxy, List.of(), "built-in", VENDOR))
                    .startsWith("ProviderIndeterminateException: Some left open whether it did make it");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @DisplayName("A tunnel that is cut within the handshake brings no request to the service")
    void aTunnelThatIsCutWithinTheHandshakeBringsNoRequest() throws Exception {
        try (ScriptedServer server = new ScriptedServer(authority.socket("vendor"));
                ProxyServer proxy = new ProxyServer(server.port()).cuttingAfter(100)) {
            assertThat(through(proxy, List.of(), "built-in", VENDOR)).contains("Exception: Some ");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("A proxy that breaks TLS open is refused like any other stranger")
    void aProxyThatBreaksTlsOpenIsRefused() throws Exception {
        TestAuthority stranger = new TestAuthority(java.nio.file.Files.createDirectory(folder.resolve("stranger")))
                .certify("vendor", "api.vendor.example", "-validity", "2");
        try (ScriptedServer server = new ScriptedServer(stranger.socket("vendor"));
                ProxyServer proxy = new ProxyServer(server.port())) {
            assertThat(through(proxy, List.of(), "built-in", VENDOR))
                    .startsWith("ProviderUnavailableException: ")
                    .contains("certificate");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("Hosts of http.nonProxyHosts are reached directly")
    void reachesExemptHostsDirectly() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                ProxyServer proxy = new ProxyServer(server.port())) {
            server.json(200, "{\"id\":\"x\"}");
            assertThat(through(
                            proxy,
                            List.of("-Dhttp.nonProxyHosts=127.*"),
                            "configured",
                            server.url(),
                            "allow_loopback_http=true"))
                    .isEqualTo("made x");
            assertThat(proxy.requests()).isEmpty();
        }
    }

    private static String through(ProxyServer proxy, List<String> more, String... arguments) throws Exception {
        List<String> options = new ArrayList<>(authority.trustArguments());
        for (String scheme : List.of("http", "https")) {
            options.add("-D" + scheme + ".proxyHost=127.0.0.1");
            options.add("-D" + scheme + ".proxyPort=" + proxy.port());
        }
        options.addAll(more);
        return ChildJvm.run(options, Map.of(), CallProgram.class, arguments);
    }
}
