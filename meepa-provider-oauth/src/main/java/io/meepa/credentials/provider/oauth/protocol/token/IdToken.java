package io.meepa.credentials.provider.oauth.protocol.token;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads the claims of an ID token that came straight from a token endpoint over TLS. Its signature need not be checked then
 * (OpenID Connect Core, section 3.1.3.7, no. 6); it names an account and decides nothing else.
 */
public final class IdToken {

    private IdToken() {}

    /**
     * Reads the claims.
     *
     * @param token the token; stays the caller's
     * @return the claims, which the caller closes; absent if it is no such token
     */
    public static AnswerNode claims(Secret token) {
        return token.withBytes(bytes -> {
            String text = new String(bytes, StandardCharsets.US_ASCII);
            String[] parts = text.split("\\.", -1);
            if (parts.length != 3) {
                return AnswerNode.absent();
            }
            try {
                byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
                AnswerNode claims = AnswerReader.tolerant().readJson(payload).orElseGet(AnswerNode::absent);
                Arrays.fill(payload, (byte) 0);
                return claims;
            } catch (IllegalArgumentException e) {
                return AnswerNode.absent();
            }
        });
    }
}
