package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.DeprovisioningReport;
import io.meepa.credentials.DeprovisioningReport.End;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.ProvisioningReport.Result;
import io.meepa.credentials.ReconciliationReport.Finding;
import io.meepa.credentials.ReconciliationReport.Remedy;
import io.meepa.credentials.Secret;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.reconcile.Verdict;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.Verification;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts right what differs of one agent, for a caller that holds its flight lock. Never creates what costs money. */
final class Cures {

    private static final String COSTS = "creating it costs money, so it is left to provision";

    private final AgentChoice agent;
    private final AgentVault vault;
    private final Work work;

    Cures(AgentChoice agent, AgentVault vault, Work work) {
        this.agent = agent;
        this.vault = vault;
        this.work = work;
    }

    /** What is gone upstream is of no use here: it says so at once, and is created anew on the ordinary path. */
    Finding recreate(Finding finding, AgentCredential credential, Issuance issuance, boolean listed) {
        vault.update(document -> Rotations.entry(document, credential)
                .map(entry -> document.withEntry(entry.with(gone(entry.credential()))))
                .orElse(document));
        return listed
                ? provision(finding, issuance)
                : finding.with(Remedy.NONE, "not created anew: the configuration does not list the agent");
    }

    Finding provision(Finding finding, Issuance issuance) {
        if (money(issuance)) {
            return finding.with(Remedy.NONE, COSTS);
        }
        ProvisioningReport.Outcome outcome = new Provisioning(work).within(agent, vault, issuance.category());
        boolean well = outcome.result() == Result.PROVISIONED
                || outcome.result() == Result.EXISTING
                || outcome.result() == Result.PENDING_MANUAL;
        return finding.with(well ? Remedy.PROVISIONED : Remedy.FAILED, outcome.detail());
    }

    Finding repair(Finding finding, AgentCredential credential, Issuance issuance) {
        Verification after = issuance.opened()
                .orElseThrow()
                .issuer()
                .repair(credential, work.requests().preview(agent, issuance));
        vault.update(document -> refreshed(document, credential, after.metadata()));
        return Verdict.of(after)
                .map(verdict -> finding.with(Remedy.FAILED, "after repair: " + verdict.detail()))
                .orElseGet(() -> finding.with(Remedy.REPAIRED, ""));
    }

    Finding suspend(Finding finding, AgentCredential credential) {
        new Suspensions(work).again(agent, vault, credential);
        return finding.with(Remedy.REPAIRED, "");
    }

    Finding finish(Finding finding, Operation operation, Issuance issuance, boolean listed) {
        return switch (operation.kind()) {
            case CREATE ->
                listed
                        ? provision(finding, issuance)
                        : finding.with(Remedy.NONE, "the configuration does not list the agent: deprovision it");
            case ROTATE ->
                new Rotations(work)
                        .finish(agent, vault, operation)
                        .map(failure -> finding.with(Remedy.FAILED, failure))
                        .orElseGet(() -> finding.with(Remedy.PROVISIONED, ""));
            case RETIRE, REVOKE -> takeBack(finding, operation);
            case REFRESH -> finding; // Left to whoever needs the token.
            case SUSPEND, RESUME ->
                new Suspensions(work)
                        .finish(agent, vault, operation)
                        .map(failure -> finding.with(Remedy.FAILED, failure))
                        .orElseGet(() -> finding.with(Remedy.REPAIRED, ""));
        };
    }

    /** What a message about a credential must not show. */
    static Map<String, Secret> secrets(AgentCredential credential) {
        return credential.items().stream().collect(Collectors.toMap(CredentialItem::key, CredentialItem::value));
    }

    private static AgentDocument refreshed(AgentDocument document, AgentCredential credential, Metadata told) {
        return Rotations.entry(document, credential)
                .map(entry -> document.withEntry(entry.with(Managed.told(entry.credential(), told))))
                .orElse(document);
    }

    private Finding takeBack(Finding finding, Operation operation) {
        List<DeprovisioningReport.Outcome> outcomes =
                work.revocations().work(agent.id(), vault, queued -> queued.id().equals(operation.id()));
        boolean done = outcomes.stream()
                .allMatch(outcome -> outcome.end() == End.REVOKED || outcome.end() == End.ALREADY_GONE);
        String detail = outcomes.isEmpty() ? "" : outcomes.get(0).detail();
        return finding.with(done ? Remedy.REVOKED : Remedy.FAILED, detail);
    }

    private static AgentCredential gone(AgentCredential credential) {
        return Managed.of(credential.toBuilder().status(new CredentialStatus.Failed("gone upstream")));
    }

    private static boolean money(Issuance issuance) {
        return issuance.opened().orElseThrow().provider().capabilities().cost() == Capabilities.Cost.MONEY;
    }
}
