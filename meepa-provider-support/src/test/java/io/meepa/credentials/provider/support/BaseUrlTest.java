package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.spi.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S14: a base address leads nowhere but to a public host")
final class BaseUrlTest {

    private static final AddressPolicy LOOPBACK = new AddressPolicy(true, false);
    private static final AddressPolicy PRIVATE = new AddressPolicy(false, true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com",
                "ftp://api.example.com",
                "file:///etc/passwd",
                "api.example.com",
                "https://?",
                "https:///x",
                "https://user@api.example.com",
                "https://user:pw@api.example.com",
                "https://api.example.com@127.0.0.1",
                "https://api.example.com:8443",
                "https://api.example.com?x=1",
                "https://api.example.com#x",
                "https://127.0.0.1",
                "https://127.1",
                "https://2130706433",
                "https://0x7f000001",
                "https://0x7f.0.0.1",
                "https://0177.0.0.1",
                "https://127.0.0.1.",
                "https://10.0.0.1",
                "https://192.168.1.1",
                "https://172.16.0.1",
                "https://169.254.169.254",
                "https://8.8.8.8",
                "https://0.0.0.0",
                "https://[::1]",
                "https://[::]",
                "https://[::ffff:127.0.0.1]",
                "https://[fc00::1]",
                "https://[fe80::1]",
                "https://[2001:db8::1]",
                "https://localhost",
                "https://LOCALHOST",
                "https://localhost.",
                "https://a.localhost",
                "https://exa mple.com",
                "http://127.0.0.1:8080"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> BaseUrl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1",
                "http://api.example.com",
                "https://169.254.169.254",
                "http://2130706433",
                "http://0x7f.1",
                "http://[::ffff:127.0.0.1]",
                "http://localhost.example.com"
            })
    void refusesEvenWhereLoopbackIsAllowed(String text) {
        assertThatThrownBy(() -> BaseUrl.read(settings(text), "base_url", LOOPBACK))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("config.yaml:3: credentials.email.some.base_url must ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8080", "http://localhost:1", "https://[::1]:2", "https://localhost:3/v1/"})
    void takesLoopbackWhereItIsAllowed(String text) {
        assertThat(BaseUrl.read(settings(text), "base_url", LOOPBACK)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.1.2.3",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fc00::1",
                "fe80::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1"
            })
    void refusesANameThatResolvesTo(String address) {
        BaseUrl base = configured(AddressPolicy.PUBLIC);
        assertThatThrownBy(() -> base.checkResolved(host ->
                        new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName(address)}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("api.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "2606:2800:220:1::1", "100.128.0.1", "198.20.0.1", "203.0.114.1"})
    void takesANameThatResolvesTo(String address) {
        BaseUrl base = configured(AddressPolicy.PUBLIC);
        assertThatCode(() -> base.checkResolved(host -> new InetAddress[] {InetAddress.getByName(address)}))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "64:ff9b::808:808",
                "64:ff9b::5db8:d822",
                "64:ff9b:1::808:808",
                "64:ff9b:1:808:8:800::",
                "64:ff9b:1:8:8:808::"
            })
    @DisplayName("F-503: an address that embeds a public IPv4 address (RFC 6052) is public")
    void takesATranslatorsAddressOfAPublicHost(String address) {
        BaseUrl base = configured(AddressPolicy.PUBLIC);
        assertThatCode(() -> base.checkResolved(host -> new InetAddress[] {InetAddress.getByName(address)}))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b::",
                "64:ff9b:1::a00:1",
                "64:ff9b:1:a9fe:a9:fe00::",
                "64:ff9b:1::",
                "64:ff9b:1:7f00:0:100::",
                "64:ff9b:2::808:808",
                "::8.8.8.8"
            })
    @DisplayName("F-503: an address that embeds any other IPv4 address is what that is")
    void refusesATranslatorsAddressOfAnotherHost(String address) {
        BaseUrl base = configured(AddressPolicy.PUBLIC);
        assertThatThrownBy(() -> base.checkResolved(host -> new InetAddress[] {InetAddress.getByName(address)}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nothing was sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.1.2.3", "172.31.0.1", "192.168.0.1", "100.64.0.1", "198.18.0.1", "fd00::1", "64:ff9b::a00:1"
            })
    @DisplayName("F-503: one setting allows private ranges, over TLS alone")
    void takesAPrivateAddressWhereThatIsAllowed(String address) {
        BaseUrl base = configured(PRIVATE);
        assertThatCode(() -> base.checkResolved(host -> new InetAddress[] {InetAddress.getByName(address)}))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "::1", "fe80::1", "2002:a00:1::"})
    @DisplayName("F-503: and nothing but private ranges")
    void refusesAllElseWherePrivateRangesAreAllowed(String address) {
        BaseUrl base = configured(PRIVATE);
        assertThatThrownBy(() -> base.checkResolved(host -> new InetAddress[] {InetAddress.getByName(address)}))
                .isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "198.18.0.1", "64:ff9b::a00:1", "169.254.169.254"})
    @DisplayName("F-503: the guard protects configured addresses; a provider's own host is known by its certificate")
    void doesNotLookAtTheAddressesOfAProvidersOwnHost(String address) {
        BaseUrl base = BaseUrl.of("https://api.example.com");
        assertThatCode(() -> base.checkResolved(host -> new InetAddress[] {InetAddress.getByName(address)}))
                .doesNotThrowAnyException();
    }

    @Test
    void clearTextStaysOnTheLoopbackInterfaceWhateverTheNameResolvesTo() {
        BaseUrl base = BaseUrl.read(settings("http://localhost:80"), "base_url", LOOPBACK)
                .orElseThrow();
        assertThatThrownBy(() -> base.checkResolved(host -> new InetAddress[] {InetAddress.getByName("93.184.216.34")}))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aPrivateNameIsRefusedEvenWhereLoopbackIsAllowed() throws UnknownHostException {
        BaseUrl base = BaseUrl.read(settings("https://intranet.example.com"), "base_url", LOOPBACK)
                .orElseThrow();
        InetAddress[] inside = {InetAddress.getByName("10.0.0.1")};
        assertThatThrownBy(() -> base.checkResolved(host -> inside)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void keepsAPathAndDropsItsLastSlash() {
        assertThat(BaseUrl.of("https://api.example.com:443/v1/")).hasToString("https://api.example.com:443/v1");
        assertThat(BaseUrl.of("https://api.example.com").host()).isEqualTo("api.example.com");
    }

    private static BaseUrl configured(AddressPolicy policy) {
        return BaseUrl.read(settings("https://api.example.com"), "base_url", policy)
                .orElseThrow();
    }

    private static Settings settings(String url) {
        return Settings.of(
                "credentials.email.some",
                Map.of("base_url", url),
                new Settings.Surroundings(path -> "config.yaml:3", name -> null));
    }
}
