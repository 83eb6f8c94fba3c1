package io.meepa.credentials;

import java.time.Instant;
import java.util.Optional;

/**
 * A token that its upstream should accept now. Printing it shows no token.
 *
 * @param value the token, a copy; whoever receives it closes it
 * @param expiresAt when the upstream stops accepting it, or empty if nobody said
 */
public record ValidToken(Secret value, Optional<Instant> expiresAt) {}
