package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.MetadataValue;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.ResourceSuspension;
import io.meepa.credentials.spi.Verification;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Switches one credential's resource off or on: intent, call, outcome. The mark that keeps it from tools is set in the write
 * of the first and taken away in that of the last, so that at no moment a tool gets what may be off.
 */
final class SuspensionFlight {

    private final AgentChoice agent;
    private final AgentVault vault;
    private final Work work;
    private final ResourceSuspension suspension;
    private final IssueRequest request;
    private final Journal journal;

    /** Refuses a provider that cannot, before anything is on record. */
    SuspensionFlight(AgentChoice agent, Issuance issuance, AgentVault vault, Work work) {
        this.agent = agent;
        this.vault = vault;
        this.work = work;
        this.suspension = issuance.opened().orElseThrow().issuer().suspension();
        this.request = work.requests().preview(agent, issuance);
        this.journal = new Journal(vault, work.planner().categories(), work.clock());
    }

    AgentCredential suspend(AgentCredential credential) {
        return off(opened(Operation.Kind.SUSPEND, credential, this::marked), credential);
    }

    AgentCredential resume(AgentCredential credential) {
        return on(opened(Operation.Kind.RESUME, credential, UnaryOperator.identity()), credential);
    }

    AgentCredential finish(Operation operation, AgentCredential credential) {
        Operation taken = journal.takeUp(operation);
        return taken.kind() == Operation.Kind.SUSPEND ? off(taken, credential) : on(taken, credential);
    }

    private AgentCredential off(Operation operation, AgentCredential credential) {
        Verification.State state = told(operation, () -> suspension.suspend(credential, request));
        return switch (state) {
            case SUSPENDED -> ended(operation, credential, this::marked);
            case GONE, FOREIGN -> {
                ended(operation, credential, this::marked);
                throw new ProviderRejectedException(named(credential) + " was kept from tools, but is "
                        + (state == Verification.State.GONE ? "gone" : "not ours")
                        + " upstream: reconcile to see more");
            }
            case LIVE, UNKNOWN -> throw unconfirmed(operation, credential, "off");
        };
    }

    private AgentCredential on(Operation operation, AgentCredential credential) {
        Verification.State state = told(operation, () -> suspension.resume(credential, request));
        return switch (state) {
            case LIVE -> ended(operation, credential, SuspensionFlight::unmarked);
            case GONE, FOREIGN -> {
                ended(operation, credential, UnaryOperator.identity());
                throw new ProviderRejectedException(named(credential) + " stays suspended: it is "
                        + (state == Verification.State.GONE ? "gone" : "not ours")
                        + " upstream; forget it, then provision if another one is wanted");
            }
            case SUSPENDED, UNKNOWN -> throw unconfirmed(operation, credential, "on");
        };
    }

    /** Either intent takes the place of what is left of an earlier one: the last word counts. */
    private Operation opened(Operation.Kind kind, AgentCredential credential, UnaryOperator<AgentCredential> change) {
        Operation operation = new Operation(
                UUID.randomUUID().toString(),
                kind,
                Operation.State.OPEN,
                credential.category(),
                credential.service(),
                Operation.Details.of(Tombstones.tag(credential), work.clock().instant(), credential.name()),
                Map.of());
        vault.update(document -> {
            AgentDocument current = Suspensions.open(document, credential)
                    .map(left -> document.withoutOperation(left.id()))
                    .orElse(document);
            return changed(current, operation, credential, change).withOperation(operation);
        });
        return operation;
    }

    private AgentCredential ended(
            Operation operation, AgentCredential credential, UnaryOperator<AgentCredential> change) {
        AgentDocument after = vault.update(document -> {
            Journal.held(document, operation);
            return changed(document, operation, credential, change).withoutOperation(operation.id());
        });
        return Rotations.entry(after, credential).map(Entry::credential).orElse(credential);
    }

    private static AgentDocument changed(
            AgentDocument document,
            Operation operation,
            AgentCredential credential,
            UnaryOperator<AgentCredential> change) {
        Entry entry = Rotations.entry(document, credential).orElseThrow(() -> new LostOperationException(operation));
        return document.withEntry(entry.with(change.apply(entry.credential())));
    }

    private Verification.State told(Operation operation, Call call) {
        try {
            return call.make().state();
        } catch (ProviderRejectedException | ProviderUnsupportedException | ConfigurationException e) {
            // What is refused stays as it was: suspended, and on record if it was to be so.
            note(operation, e, operation.kind() == Operation.Kind.SUSPEND);
            throw e;
        } catch (ProviderException e) {
            note(operation, e, true);
            throw e;
        } catch (RuntimeException e) {
            note(operation, e, true);
            throw new ProviderIndeterminateException("agent " + agent.id()
                    + ": outcome unknown, no tool gets it and the next run tries again: " + Reason.of(e));
        }
    }

    private ProviderUnavailableException unconfirmed(Operation operation, AgentCredential credential, String wanted) {
        ProviderUnavailableException failure = new ProviderUnavailableException(
                named(credential) + ": the upstream does not say that it is " + wanted + "; the next run tries again");
        note(operation, failure, true);
        return failure;
    }

    private void note(Operation operation, RuntimeException failure, boolean keepOpen) {
        String reason = Reason.of(failure);
        vault.update(document -> {
            Operation current = Journal.held(document, operation);
            return keepOpen
                    ? document.withOperation(
                            current.tried(current.details().attempts().because(reason)))
                    : document.withoutOperation(operation.id());
        });
    }

    private AgentCredential marked(AgentCredential credential) {
        String now = work.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return credential.suspended()
                ? credential
                : Managed.with(credential, credential.metadata().with(AgentCredential.SUSPENDED_SINCE, now));
    }

    private static AgentCredential unmarked(AgentCredential credential) {
        Map<String, MetadataValue> left =
                new LinkedHashMap<>(credential.metadata().values());
        left.remove(AgentCredential.SUSPENDED_SINCE);
        return Managed.with(credential, new Metadata(left));
    }

    private String named(AgentCredential credential) {
        return "agent " + agent.id() + ": " + credential.key();
    }

    /** One call of the provider. */
    private interface Call {

        Verification make();
    }
}
