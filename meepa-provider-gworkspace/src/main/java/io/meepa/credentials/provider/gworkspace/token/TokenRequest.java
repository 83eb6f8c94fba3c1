package io.meepa.credentials.provider.gworkspace.token;

import java.util.List;
import java.util.Optional;

/**
 * What an access token is wanted for.
 *
 * @param subject the address of the user to act as, or empty to act as the service account itself
 * @param scopes the scopes, at least one
 */
public record TokenRequest(Optional<String> subject, List<String> scopes) {

    /** Copies the scopes. */
    public TokenRequest {
        scopes = List.copyOf(scopes);
    }
}
