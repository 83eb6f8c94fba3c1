package io.meepa.credentials.provider.oauth.protocol.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.client.ClientAuthentication;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthorizationRequestTest {

    private static final URI ENDPOINT = URI.create("https://as.example.com/authorize?fixed=1");
    private static final URI REDIRECT = URI.create("https://host.example/cb?a=b&c=d");

    @Test
    void isReadByAnotherLibraryAsItWasMeant() throws Exception {
        Secret verifier = Pkce.verifier(new SecureRandom());
        AuthorizationRequest request = AuthorizationRequest.forCode(ENDPOINT, "id 1", Secret.of("st&te"))
                .redirect(REDIRECT)
                .with(Map.of("prompt", "consent"))
                .with("scope", "read:user https://x/y")
                .pkce(verifier);

        var read = com.nimbusds.oauth2.sdk.AuthorizationRequest.parse(request.address());

        assertThat(read.getClientID()).isEqualTo(new ClientID("id 1"));
        assertThat(read.getRedirectionURI()).isEqualTo(REDIRECT);
        assertThat(read.getState().getValue()).isEqualTo("st&te");
        assertThat(read.getScope().toStringList()).containsExactly("read:user", "https://x/y");
        assertThat(read.getCodeChallenge().getValue()).isEqualTo(Pkce.challenge(verifier));
        assertThat(read.getCodeChallengeMethod().getValue()).isEqualTo("S256");
        assertThat(read.getCustomParameter("fixed")).containsExactly("1");
    }

    @Test
    void letsNobodyReplaceWhatItSetsItself() {
        AuthorizationRequest request = AuthorizationRequest.forCode(ENDPOINT, "id", Secret.of("s"));

        assertThatIllegalArgumentException().isThrownBy(() -> request.with("state", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.with(Map.of("response_type", "token")));
    }

    @Test
    void printsTheHostOnly() {
        assertThat(AuthorizationRequest.forCode(ENDPOINT, "id", Secret.of("canary")))
                .hasToString("AuthorizationRequest[as.example.com]");
    }

    @Test
    void carriesOnlyAReferenceOnceItWasPushed() {
        AuthorizationRequest request = AuthorizationRequest.forCode(ENDPOINT, "id", Secret.of("canary"));
        WireRequest pushed = PushedAuthorization.request(
                URI.create("https://as.example.com/par"),
                request,
                new ClientAuthentication.Basic("id", Secret.of("s")));

        assertThat(pushed.body().orElseThrow().reveal())
                .contains("state=canary")
                .contains("response_type=code");
        assertThat(request.pushedAddress("id", "urn:x:1").toString())
                .isEqualTo("https://as.example.com/authorize?fixed=1&client_id=id&request_uri=urn%3Ax%3A1");
        assertThat(PushedAuthorization.read(answer(201, "{\"request_uri\":\"urn:x:1\",\"expires_in\":60}")))
                .hasValueSatisfying(it -> assertThat(it.requestUri()).isEqualTo("urn:x:1"));
        assertThat(PushedAuthorization.read(answer(400, "{\"request_uri\":\"urn:x:1\"}")))
                .isEmpty();
        assertThat(PushedAuthorization.read(answer(201, "{}"))).isEmpty();
    }

    private static WireAnswer answer(int status, String body) {
        return WireAnswer.wrap(status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }
}
