package io.meepa.credentials.standin;

import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Signs and exchanges JWTs with nothing but the key file, as a program that knows only the documentation would. */
record GoogleAccess(GoogleWorkspaceStandIn google) {

    static final String USERS_SCOPE = "https://www.googleapis.com/auth/admin.directory.user";
    static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    Client administrator(Instant now) throws IOException {
        return withClaims(claims(now));
    }

    Client withClaims(Map<String, Object> claims) throws IOException {
        String token = exchange(assertion(claims)).text("access_token");
        return Client.of(google.baseUrl(), "Bearer " + token);
    }

    Map<String, Object> claims(Instant now) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", google.serviceAccount());
        claims.put("sub", google.administrator());
        claims.put("scope", USERS_SCOPE + " " + USERS_SCOPE + ".security");
        claims.put("aud", google.tokenUri());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 3600);
        return claims;
    }

    Client.Got exchange(String assertion) throws IOException {
        return exchange(GRANT, assertion);
    }

    Client.Got exchange(String grant, String assertion) throws IOException {
        String form = "grant_type=" + URLEncoder.encode(grant, StandardCharsets.UTF_8) + "&assertion="
                + URLEncoder.encode(assertion, StandardCharsets.UTF_8);
        return Client.of(google.baseUrl(), "").send("POST", "/token", form);
    }

    String assertion(Map<String, Object> claims) {
        Map<String, Object> file =
                Json.read(google.serviceAccountKeyFile().reveal()).orElseThrow();
        String header =
                Json.write(Map.of("alg", "RS256", "typ", "JWT", "kid", String.valueOf(file.get("private_key_id"))));
        String content = url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + url(Json.write(claims).getBytes(StandardCharsets.UTF_8));
        return content + "." + url(signed(content, String.valueOf(file.get("private_key"))));
    }

    private static byte[] signed(String content, String pem) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
