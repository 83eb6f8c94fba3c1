package io.meepa.credentials;

import io.meepa.credentials.model.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that its upstream should accept now. Printing it shows no token.
 *
 * @param value the token, a copy; the receiver closes it
 * @param expiresAt when the upstream stops accepting it, or empty if that is unknown
 */
public record ValidToken(Secret value, Optional<Instant> expiresAt) {}
