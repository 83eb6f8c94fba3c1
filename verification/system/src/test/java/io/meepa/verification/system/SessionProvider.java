package io.meepa.verification.system;

import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.RefreshRequest;
import io.meepa.credentials.spi.Refreshed;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.TokenRefresh;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
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
        return new Capabilities(
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
            return new Issued("Session", List.of(), Metadata.empty(), Issued.Standing.NEEDS_PERSON, "sign in");
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return RevocationResult.alreadyGone();
        }

        @Override
        public TokenRefresh refresh() {
            return this;
        }

        @Override
        public Repetition repetition() {
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
            return new Refreshed(
                    List.of(
                            item(ItemKeys.ACCESS_TOKEN, "access-" + answer.body()),
                            item(ItemKeys.REFRESH_TOKEN, "refresh-" + answer.body())),
                    Optional.of(clock.instant().plus(LIFE)),
                    Metadata.empty());
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
