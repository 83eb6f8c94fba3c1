package io.meepa.credentials.provider.gworkspace.identity;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.provider.gworkspace.token.AccessTokenSupplier;
import io.meepa.credentials.provider.gworkspace.token.TokenRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * Uses what the surroundings have: application-default credentials. They can act as somebody else only if they are a
 * service account's key.
 */
final class AmbientTokens implements AccessTokenSupplier {

    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final Surroundings surroundings;

    AmbientTokens(TokenEndpoint endpoint, Clock clock, Surroundings surroundings) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.surroundings = surroundings;
    }

    @Override
    public AccessToken accessToken(TokenRequest request) {
        GoogleCredentials found = found();
        if (found instanceof ServiceAccountCredentials account) {
            return new SignedTokens(new AccountSigner(account), endpoint, clock).accessToken(request);
        }
        if (request.subject().isPresent()) {
            throw new ProviderRejectedException(
                    "the application-default credentials are no service account's key, so they"
                            + " cannot act as " + request.subject().get()
                            + ": set key_file or key_env, or hand the provider a"
                            + " token supplier");
        }
        return refreshed(found.createScoped(request.scopes()));
    }

    private GoogleCredentials found() {
        try {
            return surroundings.credentials();
        } catch (IOException e) {
            // The cause may quote a file's content.
            throw new ConfigurationException("there are no application-default credentials that can be read: set"
                    + " GOOGLE_APPLICATION_CREDENTIALS, run on Google Cloud, or set key_file");
        }
    }

    /** The library uses the system's clock, this provider by its context's. */
    private AccessToken refreshed(GoogleCredentials credentials) {
        try {
            com.google.auth.oauth2.AccessToken token = credentials.refreshAccessToken();
            Date expiry = token.getExpirationTime();
            Duration life = expiry == null ? Duration.ZERO : Duration.between(surroundings.now(), expiry.toInstant());
            Duration believed = life.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : life;
            return new AccessToken(
                    Secret.of(token.getTokenValue()), clock.instant().plus(believed));
        } catch (IOException e) {
            throw new ProviderUnavailableException(
                    "the application-default credentials give no token; nothing was done."
                            + " Check them with: gcloud auth application-default print-access-token");
        }
    }

    /** Finds credentials, if need be over the network. */
    @FunctionalInterface
    interface Surroundings {

        GoogleCredentials credentials() throws IOException;

        /** The time that ends of tokens are given in. */
        default Instant now() {
            return Instant.now();
        }
    }
}
