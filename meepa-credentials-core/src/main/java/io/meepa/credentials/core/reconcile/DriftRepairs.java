package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.RevocationQueue;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ProvisioningReport.Result;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.call.Verification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repairs what differs of one agent, within a flight. Never creates what costs money. */
public final class DriftRepairs {

    private static final String COSTS = "creating it costs money, so it is left to provision";

    private final EngineContext context;
    private final RepairActions actions;
    private final RevocationQueue queue;
    private final @Nullable Flight flight;

    /** Creates repairs; without a flight, none of them can be applied. */
    DriftRepairs(EngineContext context, RepairActions actions, RevocationQueue queue, @Nullable Flight flight) {
        this.context = context;
        this.actions = actions;
        this.queue = queue;
        this.flight = flight;
    }

    /**
     * What is gone upstream is of no use here: it says so at once, and is created anew on the ordinary path.
     *
     * @param gone what proves that it is gone
     */
    Finding recreate(Finding finding, AgentCredential credential, Slot seen, boolean listed, Evidence gone) {
        flight().requireHeld();
        flight().update(document -> {
            if (!seen.isUnchangedIn(document)) {
                throw LostOperationException.changed(credential.key());
            }
            return document.managed(credential)
                    .map(entry -> document.withEntry(entry.with(failed(entry.credential(), gone))))
                    .orElse(document);
        });
        return listed
                ? provision(finding, required(credential), gone)
                : finding.with(Remedy.NONE, "not created anew: the configuration does not list the agent");
    }

    /** Takes a credential back into use that was held for gone. */
    Finding takeBack(Finding finding, AgentCredential credential, Slot seen) {
        flight().requireHeld();
        flight().update(document -> {
            if (!seen.isUnchangedIn(document)) {
                throw LostOperationException.changed(credential.key());
            }
            return document.managed(credential)
                    .map(entry -> document.withEntry(entry.with(
                            new ManagedCredential(entry.credential()).with(CredentialStatus.Settled.EXISTING))))
                    .orElse(document);
        });
        return finding.with(Remedy.REPAIRED, "");
    }

    /**
     * Creates what is asked for.
     *
     * @param looked why there is nothing in its place
     */
    Finding provision(Finding finding, ProviderBinding binding, Evidence looked) {
        if (money(binding)) {
            return finding.with(Remedy.NONE, COSTS);
        }
        // What is still alive upstream may hold the name that the next one needs.
        queue.work(
                flight(),
                queued -> queued.kind() == PendingOperation.Kind.REVOKE
                        && queued.concerns(binding.category(), binding.service()));
        return outcome(finding, Remedy.PROVISIONED, actions.provision(flight(), binding.category(), looked));
    }

    /** Taking back what is there costs nothing, whatever making another one would. */
    Finding adopt(Finding finding, ProviderBinding binding, Unclaimed unclaimed) {
        flight().requireHeld();
        return outcome(finding, Remedy.REPAIRED, actions.adopt(flight(), binding, unclaimed));
    }

    private static Finding outcome(Finding finding, Remedy remedy, ProvisioningReport.Outcome outcome) {
        boolean well = outcome.result() == Result.PROVISIONED
                || outcome.result() == Result.EXISTING
                || outcome.result() == Result.PENDING_MANUAL;
        Finding ended = finding.with(well ? remedy : Remedy.FAILED, outcome.detail());
        return outcome.evidence().map(ended::basedOn).orElse(ended);
    }

    Finding repair(Finding finding, AgentCredential credential, ProviderBinding binding) {
        flight().requireHeld();
        Verification after = binding.opened()
                .orElseThrow()
                .issuer()
                .repair(
                        credential,
                        context.requests().about(flight().agent(), credential).guardedBy(flight().guard()));
        flight().update(document -> refreshed(document, credential, after.metadata()));
        return DriftClassification.of(credential, after)
                .map(drift -> finding.with(Remedy.FAILED, "after repair: " + drift.detail()))
                .orElseGet(() -> finding.with(Remedy.REPAIRED, ""));
    }

    Finding suspend(Finding finding, AgentCredential credential) {
        actions.suspend(flight(), credential);
        return finding.with(Remedy.REPAIRED, "");
    }

    Finding finish(Finding finding, Operation operation, ProviderBinding binding, boolean listed) {
        return switch (operation.kind()) {
            case CREATE ->
                listed
                        ? provision(finding, binding, operation.evidence())
                        : finding.with(
                                Remedy.NONE,
                                "the configuration does not list the agent: list it again, or deprovision it");
            case ROTATE -> finished(finding, operation, Remedy.PROVISIONED);
            case RETIRE, REVOKE -> revoke(finding, operation);
            case REFRESH, CONNECT, UNKNOWN -> finding; // Left to the next caller who needs the token, or to the person.
            case SUSPEND, RESUME -> finished(finding, operation, Remedy.REPAIRED);
        };
    }

    private Finding finished(Finding finding, Operation operation, Remedy remedy) {
        return actions.finish(flight(), operation)
                .map(failure -> finding.with(Remedy.FAILED, failure))
                .orElseGet(() -> finding.with(remedy, ""));
    }

    private Flight flight() {
        if (flight == null) {
            throw new IllegalStateException("a dry run repairs nothing");
        }
        return flight;
    }

    private ProviderBinding required(AgentCredential credential) {
        return context.providers()
                .serving(credential.category(), credential.service())
                .orElseThrow();
    }

    private static AgentDocument refreshed(AgentDocument document, AgentCredential credential, Metadata found) {
        return document.managed(credential)
                .map(entry -> document.withEntry(entry.with(new ManagedCredential(entry.credential()).reported(found))))
                .orElse(document);
    }

    private Finding revoke(Finding finding, Operation operation) {
        List<DeprovisioningReport.Outcome> outcomes =
                queue.work(flight(), queued -> queued.id().equals(operation.id()));
        boolean done = outcomes.stream()
                .allMatch(outcome -> outcome.end() == End.REVOKED || outcome.end() == End.ALREADY_GONE);
        String detail = outcomes.isEmpty() ? "" : outcomes.get(0).detail();
        Evidence looked = outcomes.stream()
                .flatMap(outcome -> outcome.evidence().stream())
                .reduce(operation.evidence(), Evidence::and);
        return finding.basedOn(looked).with(done ? Remedy.REVOKED : Remedy.FAILED, detail);
    }

    private static AgentCredential failed(AgentCredential credential, Evidence gone) {
        return new ManagedCredential(credential).with(new CredentialStatus.Failed("gone upstream: " + gone));
    }

    private static boolean money(ProviderBinding binding) {
        return binding.opened().orElseThrow().costsMoney();
    }
}
