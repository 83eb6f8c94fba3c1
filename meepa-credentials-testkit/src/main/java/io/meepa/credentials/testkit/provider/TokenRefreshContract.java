package io.meepa.credentials.testkit.provider;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.TokenRefresh;
import io.meepa.credentials.testkit.SkippedParts;
import io.meepa.credentials.testkit.TestContexts;
import io.meepa.credentials.testkit.check.ContractAssert;
import io.meepa.credentials.testkit.check.SecretLeakCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every provider must do whose issuer gives tokens. Extend it beside {@link CredentialProviderContract}. Each failure
 * names the bug.
 *
 * <p>JUnit makes a new instance for every test; make a new upstream with it, on the clock of {@link #contexts}.
 */
@ExtendWith(SkippedParts.class)
public abstract class TokenRefreshContract {

    private static final int GENERATIONS = 4;

    private final TestContexts contexts = TestContexts.create();
    private @Nullable CredentialIssuer opened;

    /** For subclasses. */
    protected TokenRefreshContract() {}

    /**
     * Returns the provider under test.
     *
     * @return the provider
     */
    protected abstract CredentialProvider provider();

    /**
     * Returns settings that the provider can be opened with.
     *
     * @return strings, {@link Long}, {@link Double}, {@link Boolean}, lists and maps of these by key
     */
    protected abstract Map<String, ?> settings();

    /**
     * Returns the service behind the provider.
     *
     * @return the same at each call
     */
    protected abstract Upstream upstream();

    /**
     * Returns what a first token is obtained with, as a store would hold it.
     *
     * @param issuer the opened provider, to issue with
     * @return a token credential that was just signed in, for a provider of tokens; for another, what it issues
     */
    protected abstract AgentCredential source(CredentialIssuer issuer);

    /**
     * Returns whether the upstream takes a token now.
     *
     * @param token the token
     * @return whether it does
     */
    protected abstract boolean accepts(Secret token);

    /**
     * Returns the environment variables that the provider reads.
     *
     * @return values by name
     * @implSpec none
     */
    protected Map<String, String> environment() {
        return Map.of();
    }

    /**
     * Returns the clock, sleeper and environment that the provider gets.
     *
     * @return the contexts, the same at each call
     */
    protected final TestContexts contexts() {
        return contexts;
    }

    @AfterEach
    final void closeTheProvider() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    final void makesNoCallBeforeATokenIsWanted() {
        issuer();
        int before = upstream().calls();
        refresh();
        ContractAssert.require(upstream().calls() == before, "refresh() calls the upstream: only work may");
    }

    @Test
    final void givesATokenThatTheUpstreamAccepts() {
        Refreshed refreshed = refreshed(source(issuer()), "with nothing in the way");
        ContractAssert.require(
                accepts(token(refreshed)), "the upstream does not accept the token that was just obtained");
        refreshed
                .expiresAt()
                .ifPresent(end -> ContractAssert.require(
                        end.isAfter(contexts.clock().instant()),
                        "expiry: the token was obtained just now and is said to have ended: use the context's clock"));
        List<Secret> secrets = new ArrayList<>(upstream().secrets());
        secrets.add(token(refreshed));
        SecretLeakCheck.requireNoneIn(refreshed, secrets);
    }

    @Test
    final void continuesFromWhatItReturned() {
        AgentCredential source = source(issuer());
        for (int generation = 1; generation <= GENERATIONS; generation++) {
            Refreshed refreshed = refreshed(source, "from what refresh " + (generation - 1) + " returned");
            ContractAssert.require(accepts(token(refreshed)), "the upstream does not accept token " + generation);
            source = stored(source, refreshed);
        }
    }

    @Test
    final void repeatsWhatItSaysCanBeRepeated() {
        AgentCredential source = source(issuer());
        assumeTrue(repeatable(source), "it does not claim that a refresh can be repeated");
        refreshed(source, "with nothing in the way");
        Refreshed again = refreshed(source, "sent twice, as its repetition promises");
        ContractAssert.require(accepts(token(again)), "the upstream does not accept the token of a repeated refresh");
    }

    @Test
    final void isHonestAboutEachLostAnswer() {
        isHonestAbout(Disturbance.ANSWER_LOST);
    }

    @Test
    final void isHonestAboutEachFailureOfTheUpstream() {
        isHonestAbout(Disturbance.FAILED);
    }

    private void isHonestAbout(Disturbance disturbance) {
        assumeTrue(upstream().disturbances().contains(disturbance), "its upstream cannot be made to do that");
        int calls = baseline();
        for (int nth = 1; nth <= calls; nth++) {
            AgentCredential source = source(issuer());
            int before = upstream().calls();
            Optional<RuntimeException> error = disturbed(source, disturbance, nth);
            int made = upstream().calls() - before;
            upstream().calm();
            ContractAssert.require(
                    repeatable(source) || made <= calls,
                    "R2: after " + disturbance + ", it called again: what may be spent is sent once");
            error.ifPresent(e -> requireHonest(e, source));
        }
    }

    @Test
    final void asksBeforeEachCallWhetherItsLockIsHeld() {
        assumeTrue(
                !repeatable(source(issuer())), "its refresh can be repeated: what a lost lock lets happen is harmless");
        GuardDrill.requireAsked(upstream(), "refreshing", () -> {
            AgentCredential source = source(issuer());
            return guard -> refresh().refresh(request(source).guardedBy(guard));
        });
    }

    @Test
    final void callsARefusalARefusal() {
        assumeTrue(upstream().disturbances().contains(Disturbance.REFUSED), "its upstream cannot be made to do that");
        AgentCredential source = source(issuer());
        Optional<RuntimeException> error = disturbed(source, Disturbance.REFUSED, 1);
        ContractAssert.require(
                error.filter(ProviderRejectedException.class::isInstance).isPresent(),
                "a refusal did not become a ProviderRejectedException: "
                        + error.map(e -> e.getClass().getSimpleName()).orElse("success"));
    }

    @Test
    final void keepsSecretsOutOfErrors() {
        assumeTrue(
                upstream().disturbances().contains(Disturbance.SECRET_ECHOED),
                "its upstream cannot be made to do that");
        int calls = baseline();
        for (int nth = 1; nth <= calls; nth++) {
            AgentCredential source = source(issuer());
            Optional<RuntimeException> error = disturbed(source, Disturbance.SECRET_ECHOED, nth);
            upstream().calm();
            List<Secret> secrets = new ArrayList<>(upstream().secrets());
            source.item(ItemKeys.REFRESH_TOKEN).map(CredentialItem::value).ifPresent(secrets::add);
            error.ifPresent(e -> SecretLeakCheck.requireNone(e, secrets));
        }
    }

    /** What claims that nothing was spent has to work again. */
    private void requireHonest(RuntimeException error, AgentCredential source) {
        if (!(error instanceof ProviderException)) {
            throw ContractAssert.guilty(
                    "after a lost answer it threw " + error.getClass().getSimpleName() + ": throw a ProviderException",
                    error);
        }
        if (!(error instanceof ProviderIndeterminateException) || repeatable(source)) {
            refreshed(source, "R2: after " + error.getClass().getSimpleName() + ", which says that nothing was spent,");
        }
    }

    private int baseline() {
        AgentCredential source = source(issuer());
        int before = upstream().calls();
        refreshed(source, "with nothing in the way");
        return upstream().calls() - before;
    }

    private Optional<RuntimeException> disturbed(AgentCredential source, Disturbance disturbance, int nth) {
        upstream().disturb(disturbance, nth);
        try {
            refresh().refresh(request(source));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private Refreshed refreshed(AgentCredential source, String when) {
        try {
            return refresh().refresh(request(source));
        } catch (RuntimeException e) {
            throw ContractAssert.guilty(
                    when + " the refresh failed: return all that the next one needs, and declare what can be repeated",
                    e);
        }
    }

    private static RefreshRequest request(AgentCredential source) {
        return RefreshRequest.of(AgentId.of("agent-1"), source);
    }

    private static Secret token(Refreshed refreshed) {
        return refreshed.items().stream()
                .filter(item ->
                        item.key().equals(ItemKeys.ACCESS_TOKEN) || item.key().equals(ItemKeys.TOKEN))
                .map(CredentialItem::value)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow(() -> ContractAssert.guilty(
                        "it returned no item " + ItemKeys.ACCESS_TOKEN + " or " + ItemKeys.TOKEN));
    }

    /** What the engine would store: the new items over the old, for a provider of tokens; for another, nothing new. */
    private static AgentCredential stored(AgentCredential source, Refreshed refreshed) {
        if (!source.category().equals(Category.TOKEN)) {
            return source;
        }
        AgentCredentialBuilder builder = source.toBuilder();
        refreshed.items().forEach(builder::replaceItem);
        return builder.build();
    }

    /** Within a grace period, a repeat that follows at once is answered like the first. */
    private boolean repeatable(AgentCredential source) {
        return refresh().repetition(request(source)).allows(Duration.ZERO);
    }

    private TokenRefresh refresh() {
        return issuer().refresh().orElseThrow(() -> ContractAssert.guilty("refresh() offers nothing"));
    }

    private CredentialIssuer issuer() {
        if (opened == null) {
            opened = provider().open(contexts.environment(environment()).provider(contexts.settings(settings())));
        }
        return opened;
    }
}
