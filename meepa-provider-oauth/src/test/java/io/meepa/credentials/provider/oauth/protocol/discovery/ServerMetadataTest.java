package io.meepa.credentials.provider.oauth.protocol.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.provider.oauth.protocol.wire.AnswerReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerMetadataTest {

    private static final String ISSUER = "https://as.example.com/t";
    private static final String WHOLE = "{\"issuer\":\"" + ISSUER + "\","
            + "\"authorization_endpoint\":\"https://login.example.org/a\",\"token_endpoint\":\"https://as.example.com/token\","
            + "\"code_challenge_methods_supported\":[\"plain\",\"S256\"],\"unknown\":{\"a\":[1]},"
            + "\"authorization_response_iss_parameter_supported\":true}";

    @Test
    void readsWhatAServerPublishes() {
        ServerMetadata metadata = read(WHOLE);

        assertThat(metadata.endpoint(ServerMetadata.Endpoint.TOKEN))
                .contains(URI.create("https://as.example.com/token"));
        assertThat(metadata.endpoint(ServerMetadata.Endpoint.REVOCATION)).isEmpty();
        assertThat(metadata.supportsPkce()).isTrue();
        assertThat(metadata.tokenAuthentication()).containsExactly("client_secret_basic");
        assertThat(metadata.expectedIssuer().promised()).isTrue();
        assertThat(metadata.pushedOnly()).isFalse();
        assertThat(metadata.documentsAsIds()).isFalse();
    }

    @Test
    @DisplayName("T-04: proof keys are refused where they are not listed")
    void takesAnAbsentListOfMethodsForNone() {
        assertThat(read(WHOLE.replace("\"S256\"", "\"s256\"")).supportsPkce()).isFalse();
        assertThat(read("{\"issuer\":\"" + ISSUER + "\"}").supportsPkce()).isFalse();
    }

    @ParameterizedTest
    @DisplayName("OA-43, OA-44: issuers are compared character by character")
    @ValueSource(
            strings = {
                "https://as.example.com/t/",
                "https://as.example.com:443/t",
                "https://AS.example.com/t",
                "http://as.example.com/t",
                "https://as.example.com/T"
            })
    void refusesADocumentOfAnotherIssuer(String issuer) {
        assertThatIllegalArgumentException().isThrownBy(() -> read("{\"issuer\":\"" + issuer + "\"}"));
    }

    @ParameterizedTest
    @DisplayName("T-27: hostile addresses")
    @ValueSource(
            strings = {
                "http://as.example.com/token",
                "javascript:alert(1)",
                "https://user:pass@as.example.com/token",
                "https://as.example.com/token#x",
                "//as.example.com/token",
                "https:///token",
                "https://",
                "ftp://as.example.com/",
                "https://as.example.com./token",
                "file:///etc/passwd",
                "https://as example.com/",
                "",
                " https://as.example.com/token",
                "https:as.example.com"
            })
    void refusesEveryEndpointThatIsNoPlainHttpsAddress(String address) {
        for (String field : new String[] {
            "token_endpoint",
            "registration_endpoint",
            "revocation_endpoint",
            "authorization_endpoint",
            "device_authorization_endpoint",
            "userinfo_endpoint"
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read("{\"issuer\":\"" + ISSUER + "\",\"" + field + "\":\"" + address + "\"}"))
                    .withMessageContaining(field);
        }
    }

    @Test
    void refusesAFieldThatStandsTwice() {
        String twice = "{\"issuer\":\"" + ISSUER
                + "\",\"token_endpoint\":\"https://a.example/1\",\"token_endpoint\":\"https://b.example/2\"}";

        assertThat(AnswerReader.strict().readJson(twice.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void looksInThreePlacesForAnIssuerWithAPathAndInTwoWithout() {
        assertThat(WellKnown.of("https://as.example.com/t"))
                .containsExactly(
                        URI.create("https://as.example.com/.well-known/oauth-authorization-server/t"),
                        URI.create("https://as.example.com/.well-known/openid-configuration/t"),
                        URI.create("https://as.example.com/t/.well-known/openid-configuration"));
        assertThat(WellKnown.of("https://as.example.com:8443"))
                .containsExactly(
                        URI.create("https://as.example.com:8443/.well-known/oauth-authorization-server"),
                        URI.create("https://as.example.com:8443/.well-known/openid-configuration"));
        assertThat(WellKnown.of("https://as.example.com/")).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> WellKnown.of("https://as.example.com/?x=1"));
        assertThatIllegalArgumentException().isThrownBy(() -> WellKnown.of("http://as.example.com"));
    }

    private static ServerMetadata read(String json) {
        return ServerMetadata.read(
                AnswerReader.strict()
                        .readJson(json.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow(),
                ISSUER);
    }
}
