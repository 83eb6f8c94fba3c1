package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialLockedException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.refresh.Lifetime;
import io.meepa.credentials.core.refresh.LockName;
import io.meepa.credentials.core.refresh.Renewal;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.spi.RefreshRequest;
import io.meepa.credentials.spi.Refreshed;
import io.meepa.credentials.spi.StoreLock;
import io.meepa.credentials.spi.TokenRefresh;
import io.meepa.credentials.spi.TokenRefresh.Repetition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews one token: lock, look again, intent, call, and outcome in one write, before anybody is handed the value. What a
 * crash or a lost answer may have spent is not sent again.
 */
final class TokenFlight {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFlight.class);

    private final AgentChoice agent;
    private final CredentialKey key;
    private final AgentVault vault;
    private final Work work;
    private final TokenSlots slots;

    TokenFlight(AgentChoice agent, CredentialKey key, AgentVault vault, Work work, TokenSlots slots) {
        this.agent = agent;
        this.key = key;
        this.vault = vault;
        this.work = work;
        this.slots = slots;
    }

    ValidToken fly() {
        try (StoreLock lock = vault.lock(LockName.of(key), work.patience())) {
            LOG.debug("renewal of {} of {} under {}", key, agent.id(), lock);
            AgentDocument document = vault.read();
            TokenSlot slot = slots.find(document, key);
            if (slot.at(work.clock().instant()) == Lifetime.Phase.FRESH) {
                return slot.handedOut(); // Another process was here first.
            }
            TokenRefresh refresh = slot.refresh()
                    .orElseThrow(() -> Tokens.expired(agent, slot, work.clock().instant()));
            return work.events()
                    .around(agent.id(), Kind.REFRESH, key.toString(), () -> renewed(document, slot, refresh));
        } catch (LostOperationException e) {
            throw new CredentialLockedException("agent " + agent.id() + ": " + key
                    + " was changed while it was renewed, and what was got is dropped: ask again");
        }
    }

    private ValidToken renewed(AgentDocument document, TokenSlot slot, TokenRefresh refresh) {
        Optional<Operation> left = TokenSlots.renewal(document, key);
        Optional<Refreshed> kept = left.flatMap(operation -> work.refreshes().kept(operation.id()));
        if (left.isPresent() && kept.isPresent()) {
            return recorded(left.get(), slot, kept.get());
        }
        Operation operation = left.map(earlier -> again(earlier, refresh)).orElseGet(() -> opened(slot));
        return recorded(operation, slot, got(operation, slot, refresh));
    }

    private Operation opened(TokenSlot slot) {
        Operation operation = new Operation(
                UUID.randomUUID().toString(),
                Operation.Kind.REFRESH,
                Operation.State.OPEN,
                key.category(),
                key.service(),
                Operation.Details.of(
                        work.requests().newTag(agent, key.category()),
                        work.clock().instant(),
                        slot.credential().name()),
                Map.of());
        vault.update(document -> {
            if (TokenSlots.renewal(document, key).isPresent()) {
                throw new LostOperationException(
                        operation); // The lock did not hold, on a network file system for instance.
            }
            return document.withOperation(operation);
        });
        return operation;
    }

    /** Rule 2: what may have been spent is not sent again. */
    private Operation again(Operation earlier, TokenRefresh refresh) {
        if (refresh.repetition() == Repetition.ONE_TIME) {
            noted(earlier, operation -> operation.in(Operation.State.INDETERMINATE));
            throw unknown(earlier, "an earlier call was cut off");
        }
        Operation taken =
                earlier.tried(earlier.details().attempts().begun(work.clock().instant()));
        vault.update(document -> {
            Journal.held(document, earlier);
            return document.withOperation(taken);
        });
        return taken;
    }

    private Refreshed got(Operation operation, TokenSlot slot, TokenRefresh refresh) {
        try {
            Optional<Instant> last = Lifetime.of(slot.credential()).refreshedAt();
            return refresh.refresh(new RefreshRequest(agent.id(), slot.source(), agent.profile(), last));
        } catch (ProviderRejectedException
                | ProviderUnavailableException
                | ProviderUnsupportedException
                | ConfigurationException e) {
            // Nothing was spent.
            vault.update(document -> {
                Journal.held(document, operation);
                return document.withoutOperation(operation.id());
            });
            throw e;
        } catch (RuntimeException e) {
            String reason = Reason.of(e, Cures.secrets(slot.source()));
            if (refresh.repetition() == Repetition.ONE_TIME) {
                noted(operation, current -> because(current, reason).in(Operation.State.INDETERMINATE));
                throw unknown(operation, reason);
            }
            noted(operation, current -> because(current, reason));
            throw new ProviderIndeterminateException(
                    "agent " + agent.id() + ": " + key + ": outcome unknown, the next caller tries again: " + reason);
        }
    }

    /** Until the store has taken it, it is kept here: the upstream may not give it twice. */
    private ValidToken recorded(Operation operation, TokenSlot slot, Refreshed refreshed) {
        work.refreshes().keep(operation.id(), refreshed);
        try {
            AgentDocument written = vault.update(document -> outcome(document, operation, slot, refreshed));
            work.refreshes().recorded(operation.id());
            TokenSlot now = slots.find(written, key);
            if (!Lifetime.of(now.credential()).flaw().isEmpty()) {
                throw Tokens.repeated(agent, now);
            }
            return now.handedOut();
        } catch (LostOperationException e) {
            work.refreshes().recorded(operation.id());
            throw e;
        }
    }

    private AgentDocument outcome(AgentDocument document, Operation operation, TokenSlot slot, Refreshed refreshed) {
        Journal.held(document, operation);
        Optional<Entry> entry = document.matching(key).stream().findFirst();
        AgentCredential current = entry.map(Entry::credential).orElse(slot.credential());
        AgentCredential next = Renewal.renewed(current, refreshed, work.clock().instant());
        return document.withEntry(entry.map(old -> old.with(next)).orElseGet(() -> Entry.of(next)))
                .withoutOperation(operation.id());
    }

    private void noted(Operation operation, UnaryOperator<Operation> then) {
        vault.update(document -> document.withOperation(then.apply(Journal.held(document, operation))));
    }

    private static Operation because(Operation operation, String reason) {
        return operation.tried(operation.details().attempts().because(reason));
    }

    private ProviderIndeterminateException unknown(Operation operation, String why) {
        return new ProviderIndeterminateException("agent " + agent.id() + ": " + key
                + ": nobody knows whether its one-time refresh token was spent (" + why
                + "): sign in again and replace the credential, or forget the operation " + operation.id()
                + " to try the old one once more");
    }
}
