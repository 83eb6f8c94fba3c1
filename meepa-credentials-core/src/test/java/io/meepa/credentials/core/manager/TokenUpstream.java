package io.meepa.credentials.core.manager;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream of sessions: each refresh token buys one access token and the next refresh token, and is spent with that. */
final class TokenUpstream implements CredentialProvider, CredentialIssuer, TokenRefresh {

    static final String ID = "sessions";
    static final Duration LIFE = Duration.ofHours(1);

    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger resolved = new AtomicInteger();

    /** Run before the upstream acts, and after it did and before it answers. */
    Runnable before = () -> {};

    Runnable after = () -> {};
    Repetition repetition = Repetition.ONE_TIME;

    /** Whether it gives the same access token again and again. */
    boolean repeatsItself;

    volatile int reused;
    private final Clock clock;
    private int spent = -1;

    TokenUpstream(Clock clock) {
        this.clock = clock;
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
        return this;
    }

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
        resolved.incrementAndGet();
        return Optional.of(this);
    }

    @Override
    public Repetition repetition(RefreshRequest request) {
        return repetition;
    }

    @Override
    public Refreshed refresh(RefreshRequest request) {
        calls.incrementAndGet();
        before.run();
        int number = number(request.source().secret(ItemKeys.REFRESH_TOKEN));
        synchronized (this) {
            if (repetition.kind() == Repetition.Kind.ONE_TIME && number <= spent) {
                reused++;
                throw new ProviderRejectedException("sessions: invalid_grant");
            }
            spent = Math.max(spent, number);
        }
        after.run();
        int next = number + 1;
        return Refreshed.of(List.of(
                        item(ItemKeys.ACCESS_TOKEN, "access-" + (repeatsItself ? 0 : next)),
                        item(ItemKeys.REFRESH_TOKEN, "refresh-" + next)))
                .expiringAt(clock.instant().plus(LIFE))
                .withMetadata(Metadata.empty().with("tag", "forged").with("scope", "mail"));
    }

    synchronized boolean isSpent(Secret refreshToken) {
        return number(refreshToken) <= spent;
    }

    static CredentialItem item(String key, String value) {
        return new CredentialItem(key, Secret.of(value), ItemType.API_TOKEN);
    }

    private static int number(Secret refreshToken) {
        return Integer.parseInt(refreshToken.reveal().replace("refresh-", ""));
    }

    @Override
    public void close() {}
}
