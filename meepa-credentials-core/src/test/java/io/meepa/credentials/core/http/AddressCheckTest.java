package io.meepa.credentials.core.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.RequestRefusedException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressCheckTest {

    private static AddressCheck check(String... addresses) {
        return new AddressCheck(
                Set.of("inside.example"),
                host -> Arrays.stream(addresses).map(AddressCheckTest::address).toArray(InetAddress[]::new));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text); // Numbers alone: no name is looked up.
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "127.0.0.1", "::1", "fd00::1"})
    void refusesPrivateAddressesUnlessTheHostIsNamed(String address) {
        assertThatThrownBy(() -> check(address).require(URI.create("https://api.example/"), false))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("private_hosts");
        assertThatCode(() -> check(address).require(URI.create("https://inside.example/"), true))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(address).require(URI.create("http://INSIDE.example./"), true))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "0.0.0.0",
                "2002:7f00:1::",
                "fe80::1"
            })
    void refusesReservedAddressesWhateverIsNamed(String address) {
        assertThatThrownBy(() -> check(address).require(URI.create("https://inside.example/"), false))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("reserved");
    }

    @Test
    @DisplayName("one bad address of several is enough")
    void looksAtEveryAddress() {
        assertThatThrownBy(() ->
                        check("93.184.216.34", "169.254.169.254").require(URI.create("https://api.example/"), false))
                .isInstanceOf(RequestRefusedException.class);
        assertThatThrownBy(() -> check("93.184.216.34", "10.1.1.1").require(URI.create("https://api.example/"), false))
                .isInstanceOf(RequestRefusedException.class);
        assertThatCode(() ->
                        check("93.184.216.34", "2606:2800:220:1::1").require(URI.create("https://api.example/"), true))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("a value in clear goes to no public address, even of a named host")
    void keepsValuesOffPublicNetworks() {
        URI clear = URI.create("http://inside.example/");
        assertThatThrownBy(() -> check("93.184.216.34").require(clear, true))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("TLS");
        assertThatCode(() -> check("93.184.216.34").require(clear, false)).doesNotThrowAnyException();
    }

    @Test
    void refusesUnknownNames() {
        AddressCheck check = new AddressCheck(Set.of(), host -> {
            throw new UnknownHostException(host);
        });
        assertThatThrownBy(() -> check.require(URI.create("https://api.example/"), false))
                .isInstanceOf(UnknownHostException.class);
    }
}
