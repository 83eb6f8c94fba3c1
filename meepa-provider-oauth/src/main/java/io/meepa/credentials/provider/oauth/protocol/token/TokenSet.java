package io.meepa.credentials.provider.oauth.protocol.token;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The tokens of one answer. Owns them and the answer; {@link #close} wipes all. Printing shows none. */
public final class TokenSet implements AutoCloseable {

    private final Secret accessToken;
    private final Optional<Secret> refreshToken;
    private final String tokenType;
    private final Optional<Duration> lifetime;
    private final Optional<Duration> refreshLifetime;
    private final Optional<Set<String>> scopes;
    private final AnswerNode answer;

    private TokenSet(AnswerNode answer, AnswerNode token, Secret accessToken, Duration noEndFrom) {
        this.answer = answer;
        this.accessToken = accessToken;
        this.refreshToken = token.field("refresh_token").secret().filter(TokenSet::isText);
        this.tokenType = token.field("token_type").clear();
        this.lifetime = Lifetime.read(token.field("expires_in"), noEndFrom);
        this.refreshLifetime = Lifetime.read(token.field("refresh_token_expires_in"), noEndFrom);
        this.scopes = Scopes.read(token.field("scope"));
    }

    /**
     * Returns the tokens, or empty if there is no access token at the place that a header could carry (RFC 6749, A.12); the answer
     * then stays the caller's.
     */
    static Optional<TokenSet> read(AnswerNode answer, AnswerShape shape) {
        AnswerNode token = answer.at(shape.pointer());
        return token.field("access_token")
                .secret()
                .filter(TokenSet::isText)
                .map(access -> new TokenSet(answer, token, access, shape.noEndFrom()));
    }

    /** Visible characters of ASCII, and blanks between them. */
    private static boolean isText(Secret token) {
        return token.withBytes(bytes -> {
            boolean visible = false;
            for (byte character : bytes) {
                if (character < ' ' || character > '~') {
                    return false;
                }
                visible |= character != ' ';
            }
            return visible;
        });
    }

    /**
     * Returns the access token.
     *
     * @return the token; stays this set's
     */
    public Secret accessToken() {
        return accessToken;
    }

    /**
     * Returns the refresh token.
     *
     * @return the token; stays this set's; empty if the answer had none
     */
    public Optional<Secret> refreshToken() {
        return refreshToken;
    }

    /**
     * Returns the token's type.
     *
     * @return the type as it was spelled, empty if the answer had none
     */
    public String tokenType() {
        return tokenType;
    }

    /**
     * Returns how long the access token lives.
     *
     * @return the time from before the request, or empty if no end is known
     */
    public Optional<Duration> lifetime() {
        return lifetime;
    }

    /**
     * Returns how long the refresh token lives.
     *
     * @return the time from before the request, or empty if no end is known
     */
    public Optional<Duration> refreshLifetime() {
        return refreshLifetime;
    }

    /**
     * Returns what was granted.
     *
     * @return the scopes, or empty if the answer did not say: then it is what was asked for (RFC 6749, section 5.1)
     */
    public Optional<Set<String>> scopes() {
        return scopes;
    }

    /**
     * Returns the whole answer, for what a service says beside the tokens.
     *
     * @return the answer; stays this set's
     */
    public AnswerNode answer() {
        return answer;
    }

    @Override
    public void close() {
        accessToken.close();
        refreshToken.ifPresent(Secret::close);
        answer.close();
    }

    @Override
    public String toString() {
        return "TokenSet[" + (refreshToken.isPresent() ? "access, refresh" : "access") + "]";
    }
}
