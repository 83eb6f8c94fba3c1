package io.meepa.credentials.provider.gworkspace.token;

import io.meepa.credentials.model.Secret;
import java.time.Instant;

/**
 * A Google access token. Printing it shows no token.
 *
 * @param value the token; whoever receives it closes it
 * @param expiresAt when Google stops accepting it
 */
public record AccessToken(Secret value, Instant expiresAt) {}
