package io.meepa.credentials.core.http;

import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads an agent's values when a request needs them, and keeps none.
 *
 * @param agent the agent
 * @param vault its document
 * @param tokens returns a token that should currently be valid
 * @param rejected reports a token that its service takes for dead
 * @param system the host's credentials for all agents, for those that have none of their own
 * @param context the clock
 */
record ItemValues(
        AgentId agent,
        AgentVault vault,
        Function<CredentialKey, ValidToken> tokens,
        BiConsumer<CredentialKey, Secret> rejected,
        Supplier<List<AgentCredential>> system,
        EngineContext context) {

    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    /**
     * Returns what a rule adds, or empty if the agent has no such item in use. A token is renewed first if it has to be.
     *
     * @throws CredentialExpiredException if it has expired
     * @throws AmbiguousCredentialException if the rule fits several credentials
     */
    Optional<AddedValue> toAdd(BoundRule rule) {
        Optional<AddedValue> value = rule.key().category().equals(Category.TOKEN) ? token(rule) : item(rule, true);
        return value.map(AddedValue::requireSearchable);
    }

    /** Returns what a rule would add, as it is stored, to search answers for it. */
    Optional<AddedValue> stored(BoundRule rule) {
        return item(rule, false);
    }

    /** Returns whether the agent has the item in use. */
    boolean has(BoundRule rule) {
        return fitting(rule).stream()
                .anyMatch(credential ->
                        credential.usable() && credential.item(rule.item()).isPresent());
    }

    /**
     * Reports a value that the service takes for dead, if it is the token of a connection. One that was renewed just now is
     * not to blame: some services use the same status for what the account may not do.
     */
    void reportRejected(AddedValue value) {
        CredentialKey key = value.rule().key();
        Instant justNow = context.clock().instant().minus(JUST_NOW);
        boolean renewable = vault.recent().matching(key).stream()
                .map(StoredCredential::credential)
                .anyMatch(credential -> new ManagedCredential(credential).isConnection()
                        && Lifetime.of(credential)
                                .refreshedAt()
                                .map(renewed -> !renewed.isAfter(justNow))
                                .orElse(true));
        if (renewable) {
            try {
                rejected.accept(key, value.secret());
            } catch (CredentialException | IllegalStateException e) {
                // The answer is worth more than the report, whose failure is an event. A cancelled exchange wiped the
                // value.
            }
        }
    }

    private Optional<AddedValue> token(BoundRule rule) {
        if (!vault.recent().has(rule.key()) && !fitting(rule).isEmpty()) {
            return item(rule, true); // The host's own, which nothing renews.
        }
        try {
            return Optional.of(new AddedValue(rule, tokens.apply(rule.key()).value(), user(rule, Optional.empty())));
        } catch (CredentialNotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<AddedValue> item(BoundRule rule, boolean current) {
        List<AgentCredential> fitting =
                fitting(rule).stream().filter(AgentCredential::usable).toList();
        if (fitting.size() > 1 && current) {
            throw new AmbiguousCredentialException("the rule " + rule.name() + " fits several credentials: "
                    + fitting.stream().map(AgentCredential::key).toList() + "; give it the name of one");
        }
        if (fitting.size() != 1) {
            return Optional.empty();
        }
        AgentCredential credential = fitting.get(0);
        if (current) {
            requireCurrent(rule, credential);
        }
        return credential
                .item(rule.item())
                .map(CredentialItem::value)
                .filter(value -> !value.isEmpty())
                .map(value ->
                        new AddedValue(rule, value.withBytes(Secret::copyOf), user(rule, Optional.of(credential))));
    }

    private List<AgentCredential> fitting(BoundRule rule) {
        List<AgentCredential> own = vault.recent().matching(rule.key()).stream()
                .map(StoredCredential::credential)
                .toList();
        return own.isEmpty() ? system.get().stream().filter(rule.key()::fits).toList() : own;
    }

    private void requireCurrent(BoundRule rule, AgentCredential credential) {
        Instant now = context.clock().instant();
        Lifetime lifetime = Lifetime.of(credential);
        if (lifetime.at(now) == Lifetime.Phase.EXPIRED) {
            throw new CredentialExpiredException("agent " + agent + ": the rule " + rule.name() + " adds "
                    + rule.subject() + ", which " + lifetime.ending(now) + ": replace it; nothing was sent");
        }
    }

    private static Optional<Secret> user(BoundRule rule, Optional<AgentCredential> credential) {
        if (rule.target().placement() instanceof Placement.Basic basic) {
            return basic.user()
                    .map(Secret::of)
                    .or(() -> credential
                            .flatMap(found -> found.item(ItemKeys.USERNAME))
                            .map(CredentialItem::value));
        }
        return Optional.empty();
    }
}
