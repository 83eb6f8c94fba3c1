package io.meepa.credentials.core.token;

import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.CredentialLookup;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Returns one agent's tokens: the stored one while it is valid, else what one refresh brings. */
public final class Tokens {

    /** A flight that was under way when its value was reported as rejected is waited for and not believed. */
    private static final int TRIES = 3;

    /** How long the start of a tool waits for renewals, all together. */
    private static final Duration AHEAD = Duration.ofSeconds(10);

    private final AgentChoice agent;
    private final AgentVault vault;
    private final EngineContext context;
    private final Refreshes refreshes;
    private final TokenSlots slots;

    /** Creates the tokens of one agent. */
    public Tokens(EngineContext context, AgentChoice agent, AgentVault vault, Refreshes refreshes) {
        this.context = context;
        this.agent = agent;
        this.vault = vault;
        this.refreshes = refreshes;
        this.slots = new TokenSlots(agent.id(), context.providers());
    }

    /** Returns a token that should currently be valid, waiting at most so long if it has to be refreshed. */
    public ValidToken token(CredentialKey key, Duration maxWait) {
        AgentDocument document = vault.read();
        TokenSlot slot = slots.find(document, key);
        Lifetime.Phase phase = slot.at(now());
        if (phase == Lifetime.Phase.EXPIRED) {
            requireNotRefused(agent, slot);
            return renewed(slot, maxWait);
        }
        if (phase == Lifetime.Phase.STALE && renewable(document, slot)) {
            inTheBackground(slot);
        }
        return slot.valid();
    }

    /** Events report its end; a caller waits for it once the token is not valid any more. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void inTheBackground(TokenSlot slot) {
        flight(slot);
    }

    /**
     * Renews tokens ahead of their end, all at once, for a tool that is about to start and keeps what it gets. What cannot be
     * renewed in time stays as it is; events report why.
     */
    public void renewAhead(List<CredentialKey> keys) {
        List<CompletableFuture<ValidToken>> flights = keys.stream()
                .map(this::dueAhead)
                .flatMap(Optional::stream)
                .map(this::flight)
                .toList();
        if (flights.isEmpty()) {
            return;
        }
        Duration maxWait = context.lockTimeout().compareTo(AHEAD) < 0 ? context.lockTimeout() : AHEAD;
        try {
            CompletableFuture<Void> all = CompletableFuture.allOf(flights.toArray(CompletableFuture[]::new));
            SingleFlight.await(all, maxWait, "agent " + agent.id());
        } catch (CredentialException e) {
            // Of what is left, the filter of environments and references hands over what is good.
        }
    }

    private Optional<TokenSlot> dueAhead(CredentialKey key) {
        try {
            AgentDocument document = vault.read();
            TokenSlot slot = slots.find(document, key);
            boolean ended = slot.at(now()) == Lifetime.Phase.EXPIRED
                    && Refusal.since(slot.credential()).isEmpty()
                    && slot.refresh().isPresent();
            return ended || renewable(document, slot) ? Optional.of(slot) : Optional.empty();
        } catch (CredentialException e) {
            return Optional.empty(); // The start of the tool does not fail for it.
        }
    }

    /** Marks a token as rejected upstream, if it is the one that is stored. */
    public void rejected(CredentialKey key, Secret value) {
        CredentialLookup credentials = new CredentialLookup(agent.id());
        vault.update(document -> {
            AgentCredential stored = credentials.find(document, key);
            boolean news = Lifetime.of(stored).flaw().isEmpty()
                    && TokenItem.of(stored)
                            .filter(item -> item.value().matches(value))
                            .isPresent();
            return news ? document.withEntry(marked(document, stored)) : document;
        });
    }

    private StoredCredential marked(AgentDocument document, AgentCredential stored) {
        StoredCredential entry = document.matching(stored.key()).get(0);
        return entry.with(Renewal.rejected(stored, now()));
    }

    private ValidToken renewed(TokenSlot slot, Duration maxWait) {
        if (slot.refresh().isEmpty()) {
            throw expired(agent, slot, now());
        }
        long begin = System.nanoTime();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Duration left = maxWait.minusNanos(System.nanoTime() - begin);
            ValidToken token = SingleFlight.await(flight(slot), left, "agent " + agent.id() + ": " + slot.key());
            if (!slot.rejects(token)) {
                return new ValidToken(token.value().withBytes(Secret::copyOf), token.expiresAt());
            }
        }
        throw repeated(agent, slot);
    }

    private CompletableFuture<ValidToken> flight(TokenSlot slot) {
        Refreshes.Address address = new Refreshes.Address(agent.id(), slot.key());
        return refreshes
                .flights()
                .join(address, () -> new RefreshRun(context, agent, vault, refreshes, slots).run(slot.key()));
    }

    /** What nobody may repeat is left to its end; until then the token is good. */
    private static boolean renewable(AgentDocument document, TokenSlot slot) {
        boolean spent = document.refresh(slot.key())
                .filter(operation -> operation.state() == Operation.State.INDETERMINATE)
                .isPresent();
        return !spent
                && Refusal.since(slot.credential()).isEmpty()
                && slot.refresh().isPresent();
    }

    /** What was refused for good is not asked again by anybody, until a person acts. */
    static void requireNotRefused(AgentChoice agent, TokenSlot slot) {
        Refusal.since(slot.credential()).ifPresent(since -> {
            throw new CredentialExpiredException("agent " + agent.id() + ": " + slot.key()
                    + ": the service refuses to renew it since " + since + " ("
                    + slot.credential()
                            .metadata()
                            .text(MetadataKeys.RECONNECT_REASON)
                            .orElse("no reason given")
                    + "): a person has to sign in again");
        });
    }

    private Instant now() {
        return context.clock().instant();
    }

    static CredentialExpiredException expired(AgentChoice agent, TokenSlot slot, Instant now) {
        return new CredentialExpiredException("agent " + agent.id() + ": " + slot.key() + " " + slot.ending(now)
                + ", and no provider is configured that renews it: replace it with a new one");
    }

    static ProviderRejectedException repeated(AgentChoice agent, TokenSlot slot) {
        return new ProviderRejectedException("agent " + agent.id() + ": " + slot.key()
                + ": the upstream gives the same token again that was reported as rejected: sign in again, and replace"
                + " the credential");
    }
}
