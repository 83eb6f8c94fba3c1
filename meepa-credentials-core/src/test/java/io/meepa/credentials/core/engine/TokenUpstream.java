package io.meepa.credentials.core.engine;

import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
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
import java.time.Clock;
import java.time.Duration;
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
        return new Capabilities(
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
        return new Issued("Session", List.of(), Metadata.empty(), Issued.Standing.NEEDS_PERSON, "sign in");
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return RevocationResult.alreadyGone();
    }

    @Override
    public TokenRefresh refresh() {
        resolved.incrementAndGet();
        return this;
    }

    @Override
    public Repetition repetition() {
        return repetition;
    }

    @Override
    public Refreshed refresh(RefreshRequest request) {
        calls.incrementAndGet();
        before.run();
        int number = number(request.source().secret(ItemKeys.REFRESH_TOKEN));
        synchronized (this) {
            if (repetition == Repetition.ONE_TIME && number <= spent) {
                reused++;
                throw new ProviderRejectedException("sessions: invalid_grant");
            }
            spent = Math.max(spent, number);
        }
        after.run();
        int next = number + 1;
        return new Refreshed(
                List.of(
                        item(ItemKeys.ACCESS_TOKEN, "access-" + (repeatsItself ? 0 : next)),
                        item(ItemKeys.REFRESH_TOKEN, "refresh-" + next)),
                Optional.of(clock.instant().plus(LIFE)),
                Metadata.empty().with("tag", "forged").with("scope", "mail"));
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
