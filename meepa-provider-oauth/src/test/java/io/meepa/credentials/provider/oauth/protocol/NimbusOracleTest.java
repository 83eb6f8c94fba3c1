package io.meepa.credentials.provider.oauth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPTokenRequestVerifier;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.authorization.Pkce;
import io.meepa.credentials.provider.oauth.protocol.client.ClientAuthentication;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.jose.Assertion;
import io.meepa.credentials.provider.oauth.protocol.jose.SigningKey;
import io.meepa.credentials.provider.oauth.protocol.token.TokenEndpoint;
import io.meepa.credentials.provider.oauth.protocol.token.TokenGrant;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What this module writes, read by a library that others wrote. */
class NimbusOracleTest {

    private static final URI TOKEN = URI.create("https://as.example.com/token");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Secret ODD = Secret.of("se:cr%et +ä&=/?");

    @Test
    void itsChallengeIsOurs() {
        Secret verifier = Pkce.verifier(RANDOM);

        assertThat(Pkce.challenge(verifier))
                .isEqualTo(CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier.reveal()))
                        .getValue());
        assertThat(verifier.reveal()).hasSize(64).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void readsACodeWithVerifierAndBasic() throws Exception {
        Secret verifier = Pkce.verifier(RANDOM);
        TokenGrant grant = TokenGrant.code(Secret.of("co/de+1"), Optional.of(verifier))
                .redirect(URI.create("https://host.example/callback?x=1"));

        TokenRequest read = parsed(grant, new ClientAuthentication.Basic("id:1", ODD));

        AuthorizationCodeGrant code = (AuthorizationCodeGrant) read.getAuthorizationGrant();
        assertThat(code.getAuthorizationCode().getValue()).isEqualTo("co/de+1");
        assertThat(code.getRedirectionURI()).hasToString("https://host.example/callback?x=1");
        assertThat(code.getCodeVerifier().getValue()).isEqualTo(verifier.reveal());
        ClientSecretBasic basic = (ClientSecretBasic) read.getClientAuthentication();
        assertThat(basic.getClientID().getValue()).isEqualTo("id:1");
        assertThat(basic.getClientSecret().getValue()).isEqualTo(ODD.reveal());
    }

    @Test
    void readsARefreshTokenWithPost() throws Exception {
        TokenRequest read = parsed(TokenGrant.refresh(ODD), new ClientAuthentication.Post("id", ODD));

        assertThat(((RefreshTokenGrant) read.getAuthorizationGrant())
                        .getRefreshToken()
                        .getValue())
                .isEqualTo(ODD.reveal());
        assertThat(((ClientSecretPost) read.getClientAuthentication())
                        .getClientSecret()
                        .getValue())
                .isEqualTo(ODD.reveal());
    }

    @Test
    void seesNoSecretOfAPublicClient() throws Exception {
        HTTPRequest sent = sent(TokenGrant.refresh(ODD), new ClientAuthentication.None("id"));

        TokenRequest read = TokenRequest.parse(sent);

        assertThat(read.getClientAuthentication()).isNull();
        assertThat(read.getClientID().getValue()).isEqualTo("id");
        assertThat(sent.getBodyAsFormParameters()).doesNotContainKey("client_secret");
    }

    @Test
    void readsADeviceCodeAndClientCredentials() throws Exception {
        TokenRequest device = parsed(TokenGrant.device(Secret.of("dc")), new ClientAuthentication.None("id"));
        TokenRequest alone =
                parsed(TokenGrant.clientCredentials().with("scope", "a b"), new ClientAuthentication.Post("id", ODD));

        assertThat(((DeviceCodeGrant) device.getAuthorizationGrant())
                        .getDeviceCode()
                        .getValue())
                .isEqualTo("dc");
        assertThat(alone.getScope().toStringList()).containsExactly("a", "b");
    }

    @Test
    void verifiesAssertionsOfBothKinds() throws Exception {
        KeyPair pair = ec();
        SigningKey key = SigningKey.ofPem(pem(pair), SigningKey.Algorithm.ES256).named("k1");
        ClientAuthentication app =
                new ClientAuthentication.PrivateKeyJwt("id", key, "https://as.example.com", Clock.systemUTC(), RANDOM);
        Secret assertion = new Assertion("me", "them", "https://as.example.com")
                .signed(key, Clock.systemUTC().instant(), RANDOM);

        TokenRequest read = parsed(TokenGrant.jwtBearer(assertion), app);

        SignedJWT client = ((PrivateKeyJWT) read.getClientAuthentication()).getClientAssertion();
        assertThat(client.verify(new ECDSAVerifier((ECPublicKey) pair.getPublic())))
                .isTrue();
        assertThat(client.getHeader().getKeyID()).isEqualTo("k1");
        assertThat(client.getJWTClaimsSet().getAudience()).containsExactly("https://as.example.com");
        SignedJWT grant = (SignedJWT) ((JWTBearerGrant) read.getAuthorizationGrant()).getJWTAssertion();
        assertThat(grant.verify(new ECDSAVerifier((ECPublicKey) pair.getPublic())))
                .isTrue();
        assertThat(grant.getJWTClaimsSet().getSubject()).isEqualTo("them");
    }

    @Test
    void verifiesRsaSignatures() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        SigningKey key = SigningKey.ofPem(pem(pair), SigningKey.Algorithm.RS256);

        SignedJWT jwt = SignedJWT.parse(new Assertion("a", "b", "c")
                .signed(key, Clock.systemUTC().instant(), RANDOM)
                .reveal());

        assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic())))
                .isTrue();
    }

    @Test
    void acceptsOurProofsOfPossession() throws Exception {
        DpopKey key = DpopKey.of(DpopKey.create(RANDOM).kept());
        String proof = key.proof(
                new DpopKey.Target("POST", URI.create("https://as.example.com/token?x=1#y")),
                Optional.empty(),
                Optional.of("nonce-1"),
                Clock.systemUTC().instant(),
                RANDOM);
        SignedJWT jwt = SignedJWT.parse(proof);

        new DPoPTokenRequestVerifier(Set.of(JWSAlgorithm.ES256), TOKEN, 60, 60, null)
                .verify(new DPoPIssuer("id"), jwt, Set.of(new Nonce("nonce-1")));

        assertThat(ECKey.parse(jwt.getHeader().getJWK().toJSONObject())
                        .computeThumbprint()
                        .toString())
                .isEqualTo(key.thumbprint());
        assertThat(jwt.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("nonce-1");
    }

    private static TokenRequest parsed(TokenGrant grant, ClientAuthentication app) throws Exception {
        return TokenRequest.parse(sent(grant, app));
    }

    private static HTTPRequest sent(TokenGrant grant, ClientAuthentication app) throws Exception {
        WireRequest request = new TokenEndpoint(TOKEN, BodyStyle.FORM, Map.of(), app).request(grant);
        HTTPRequest copy =
                new HTTPRequest(HTTPRequest.Method.POST, request.address().toURL());
        copy.setContentType(request.headers().get("Content-Type"));
        request.authorization().ifPresent(value -> copy.setAuthorization(value.reveal()));
        copy.setBody(request.body().orElseThrow().reveal());
        return copy;
    }

    private static KeyPair ec() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static Secret pem(KeyPair pair) {
        return Secret.of("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    }
}
