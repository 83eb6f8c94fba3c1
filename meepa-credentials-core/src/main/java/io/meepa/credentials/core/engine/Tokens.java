package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialExpiredException;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.refresh.Lifetime;
import io.meepa.credentials.core.refresh.Renewal;
import io.meepa.credentials.core.refresh.SingleFlight;
import io.meepa.credentials.core.refresh.TokenItem;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Hands out one agent's tokens: the stored one while it is good, else what one flight brings. */
final class Tokens {

    /** A flight that was under way when its value was reported as rejected is waited for and not believed. */
    private static final int TRIES = 3;

    private final AgentChoice agent;
    private final AgentVault vault;
    private final Work work;
    private final TokenSlots slots;

    Tokens(AgentChoice agent, AgentVault vault, Work work) {
        this.agent = agent;
        this.vault = vault;
        this.work = work;
        this.slots = new TokenSlots(agent.id(), work.planner().issuances());
    }

    ValidToken token(CredentialKey key, Duration patience) {
        AgentDocument document = vault.read();
        TokenSlot slot = slots.find(document, key);
        Lifetime.Phase phase = slot.at(now());
        if (phase == Lifetime.Phase.EXPIRED) {
            return renewed(slot, patience);
        }
        if (phase == Lifetime.Phase.STALE && renewable(document, slot)) {
            inTheBackground(slot);
        }
        return slot.handedOut();
    }

    /** Its end is told by events; whoever needs it waits for it, once the token is not good any more. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void inTheBackground(TokenSlot slot) {
        flight(slot);
    }

    void rejected(CredentialKey key, Secret value) {
        OwnCredentials credentials = new OwnCredentials(agent.id());
        vault.update(document -> {
            AgentCredential stored = credentials.find(document, key);
            boolean news = Lifetime.of(stored).flaw().isEmpty()
                    && TokenItem.of(stored)
                            .filter(item -> item.value().matches(value))
                            .isPresent();
            return news ? document.withEntry(marked(document, stored)) : document;
        });
    }

    private Entry marked(AgentDocument document, AgentCredential stored) {
        Entry entry = document.matching(stored.key()).get(0);
        return entry.with(Renewal.rejected(stored, now()));
    }

    private ValidToken renewed(TokenSlot slot, Duration patience) {
        if (slot.refresh().isEmpty()) {
            throw expired(agent, slot, now());
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            ValidToken token = SingleFlight.await(flight(slot), patience, "agent " + agent.id() + ": " + slot.key());
            if (!slot.rejects(token)) {
                return new ValidToken(token.value().use(Secret::copyOf), token.expiresAt());
            }
        }
        throw repeated(agent, slot);
    }

    private CompletableFuture<ValidToken> flight(TokenSlot slot) {
        Refreshes.Address address = new Refreshes.Address(agent.id(), slot.key());
        return work.refreshes()
                .flights()
                .join(address, () -> new TokenFlight(agent, slot.key(), vault, work, slots).fly());
    }

    /** What nobody may repeat is left to its end; until then the token is good. */
    private static boolean renewable(AgentDocument document, TokenSlot slot) {
        boolean spent = TokenSlots.renewal(document, slot.key())
                .filter(operation -> operation.state() == Operation.State.INDETERMINATE)
                .isPresent();
        return !spent && slot.refresh().isPresent();
    }

    private Instant now() {
        return work.clock().instant();
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
