package io.meepa.credentials.core.token;

import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.RecordedCall;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.util.Optional;

/** Refreshes one token under its own lock: looks again, then opens the operation or continues with what was left. */
final class RefreshRun {

    private final EngineContext context;
    private final AgentChoice agent;
    private final AgentVault vault;
    private final Refreshes refreshes;
    private final TokenSlots slots;

    RefreshRun(EngineContext context, AgentChoice agent, AgentVault vault, Refreshes refreshes, TokenSlots slots) {
        this.context = context;
        this.agent = agent;
        this.vault = vault;
        this.refreshes = refreshes;
        this.slots = slots;
    }

    ValidToken run(CredentialKey key) {
        try (Flight flight = vault.flight(agent, LockName.of(key), context.lockTimeout())) {
            AgentDocument document = vault.read();
            TokenSlot slot = slots.find(document, key);
            if (slot.at(context.clock().instant()) == Lifetime.Phase.FRESH) {
                return slot.valid(); // Another process was here first.
            }
            Tokens.requireNotRefused(agent, slot);
            TokenRefresh refresh = slot.refresh()
                    .orElseThrow(
                            () -> Tokens.expired(agent, slot, context.clock().instant()));
            RefreshPolicy policy = new RefreshPolicy(context, flight, refreshes, slots, slot, refresh);
            return context.events()
                    .around(agent.id(), Kind.REFRESH, key.toString(), () -> refreshed(flight, document, slot, policy));
        } catch (LostOperationException e) {
            return renewedMeanwhile(key)
                    .orElseThrow(() -> new CredentialLockedException("agent " + agent.id() + ": " + key
                            + " was changed while it was renewed: look at it, and ask again if it is there"));
        }
    }

    /** A run that lost its operation knows nothing about the token that another run or a sign-in stored since. */
    private Optional<ValidToken> renewedMeanwhile(CredentialKey key) {
        AgentDocument document = vault.read();
        if (!document.has(key)) {
            return Optional.empty();
        }
        TokenSlot slot = slots.find(document, key);
        return slot.at(context.clock().instant()) == Lifetime.Phase.FRESH
                ? Optional.of(slot.valid())
                : Optional.empty();
    }

    private ValidToken refreshed(Flight flight, AgentDocument document, TokenSlot slot, RefreshPolicy policy) {
        RecordedCall<Refreshed, ValidToken> call = new RecordedCall<>(context, flight, policy);
        Optional<Operation> left = document.refresh(slot.key());
        if (left.isEmpty()) {
            return call.open(Slot.ofToken(document, slot.key()));
        }
        Operation earlier = left.get();
        try {
            Optional<Refreshed> kept = refreshes.kept(earlier.id());
            if (kept.isPresent()) {
                return call.record(earlier, kept.get());
            }
            if (!policy.isRepeatable(earlier)) {
                call.note(earlier, current -> current.in(Operation.State.INDETERMINATE));
                throw policy.spent(earlier, "an earlier call was cut off");
            }
            return call.takeUp(earlier);
        } catch (LostOperationException e) {
            refreshes.recorded(earlier.id());
            throw e;
        }
    }
}
