package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Renews tokens that a person signed in for at a {@link FakeTokenServer}. It keeps the contract of token refresh and has no
 * settings. Thread-safe.
 */
public final class FakeTokenProvider implements CredentialProvider {

    /** The provider's id, and the service of its tokens. */
    public static final String ID = "sessions";

    /** How long an access token is good. */
    public static final Duration LIFE = Duration.ofHours(1);

    private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

    private final TokenEndpoint endpoint;
    private final Metadata metadata;
    private final AtomicInteger asked = new AtomicInteger();

    /** Creates a provider over a server of its own. */
    public FakeTokenProvider() {
        this(new FakeTokenServer());
    }

    /**
     * Creates a provider that promises what its server does.
     *
     * @param endpoint the server, or the way to it
     */
    public FakeTokenProvider(TokenEndpoint endpoint) {
        this(endpoint, Metadata.empty());
    }

    private FakeTokenProvider(TokenEndpoint endpoint, Metadata metadata) {
        this.endpoint = endpoint;
        this.metadata = metadata;
    }

    /**
     * Returns a copy that gives metadata with each token.
     *
     * @param more the metadata
     * @return the copy
     */
    public FakeTokenProvider withMetadata(Metadata more) {
        return new FakeTokenProvider(endpoint, more);
    }

    /**
     * Counts how often it was asked whether and how it renews tokens.
     *
     * @return how often
     */
    public int asked() {
        return asked.get();
    }

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
        return new Issuer(endpoint, metadata, asked, context.clock());
    }

    private record Issuer(TokenEndpoint endpoint, Metadata metadata, AtomicInteger asked, Clock clock)
            implements CredentialIssuer, TokenRefresh {

        @Override
        public Issued issue(IssueRequest request) {
            return Issued.needsPerson("Session", "sign in");
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return RevocationResult.alreadyGone(Evidence.recorded(clock.instant(), "a session ends by itself"));
        }

        @Override
        public Optional<TokenRefresh> refresh() {
            asked.incrementAndGet();
            return Optional.of(this);
        }

        @Override
        public Repetition repetition(RefreshRequest request) {
            return endpoint.repetition();
        }

        @Override
        public Refreshed refresh(RefreshRequest request) {
            Secret refreshToken = request.source().secret(ItemKeys.REFRESH_TOKEN);
            request.guard().check(LONGEST_CALL);
            FakeTokens tokens = endpoint.trade(refreshToken);
            return Refreshed.of(List.of(
                            new CredentialItem(ItemKeys.ACCESS_TOKEN, tokens.access(), ItemType.API_TOKEN),
                            new CredentialItem(ItemKeys.REFRESH_TOKEN, tokens.refresh(), ItemType.API_TOKEN)))
                    .withMetadata(metadata)
                    .expiringAt(clock.instant().plus(LIFE));
        }
    }
}
