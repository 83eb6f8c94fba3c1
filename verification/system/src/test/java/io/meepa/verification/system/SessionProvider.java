package io.meepa.verification.system;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Renews sessions with one-time refresh tokens. */
record SessionProvider(String url) implements CredentialProvider {

    static final String ID = "sessions";
    static final Duration LIFE = Duration.ofHours(1);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.TOKEN);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.LOCAL,
                Capabilities.SecretVisibility.SHOWN_ONCE,
                Capabilities.Revocation.UNSUPPORTED,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Sessions(URI.create(url), HttpClient.newHttpClient(), context.clock());
    }

    private record Sessions(URI url, HttpClient client, Clock clock) implements CredentialIssuer, TokenRefresh {

        @Override
        public Issued issue(IssueRequest request) {
            return Issued.needsPerson("Session", "sign in");
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return RevocationResult.alreadyGone(Evidence.of(Instant.EPOCH, "looked: absent"));
        }

        @Override
        public Optional<TokenRefresh> refresh() {
            return Optional.of(this);
        }

        @Override
        public Repetition repetition(RefreshRequest request) {
            return Repetition.ONE_TIME;
        }

        @Override
        public Refreshed refresh(RefreshRequest request) {
            String spent = request.source().secret(ItemKeys.REFRESH_TOKEN).reveal();
            HttpResponse<String> answer = sent(HttpRequest.newBuilder(url)
                    .POST(BodyPublishers.ofString(spent))
                    .build());
            if (answer.statusCode() != 200) {
                throw new ProviderRejectedException("sessions: the refresh token was refused");
            }
            return Refreshed.of(List.of(
                            item(ItemKeys.ACCESS_TOKEN, "access-" + answer.body()),
                            item(ItemKeys.REFRESH_TOKEN, "refresh-" + answer.body())))
                    .expiringAt(clock.instant().plus(LIFE));
        }

        private HttpResponse<String> sent(HttpRequest request) {
            try {
                return client.send(request, BodyHandlers.ofString());
            } catch (IOException e) {
                throw new ProviderIndeterminateException("sessions: no answer");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProviderIndeterminateException("sessions: interrupted");
            }
        }

        private static CredentialItem item(String key, String value) {
            return new CredentialItem(key, Secret.of(value), ItemType.API_TOKEN);
        }
    }
}
