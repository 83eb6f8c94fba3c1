package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.Secret;
import java.time.Instant;

/**
 * A Google access token. Printing it shows no token.
 *
 * @param value the token; whoever receives it closes it
 * @param expiresAt when Google stops accepting it
 */
public record AccessToken(Secret value, Instant expiresAt) {

    /** Returns the same token with a secret of its own, so that closing one leaves the other. */
    AccessToken copy() {
        return new AccessToken(value.use(Secret::copyOf), expiresAt);
    }
}
