package io.meepa.credentials.core.doctor;

import io.meepa.credentials.core.config.grant.Grant;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.DocumentCodec;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.document.UnknownOperation;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.core.system.SystemFindingCode;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.store.StoreSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one agent's document for what is unfinished in it.
 *
 * @param agent the agent
 * @param store the store
 * @param catalogue knows sample secrets
 * @param promised grants to agents by name that the host itself does not serve
 * @param expiry knows what ends soon
 */
record AgentChecks(
        AgentId agent, StoreSession store, SystemCatalogue catalogue, List<Grant> promised, ExpiryChecks expiry) {

    /** What the document shows; that it cannot be read is a finding like others. */
    List<Finding> findings() {
        try {
            return store.read(agent)
                    .map(stored -> findings(DocumentCodec.decode(stored.content(), DocumentCodec.place(agent, store))))
                    .orElse(List.of()); // What an agent without a document lacks, its plan says.
        } catch (CredentialException e) {
            return List.of(cause(e).finding(agent, "document", String.valueOf(e.getMessage())));
        }
    }

    private static DoctorFindingCode cause(CredentialException failure) {
        if (failure instanceof KeyUnavailableException) {
            return DoctorFindingCode.KEY_UNAVAILABLE;
        } else if (failure instanceof CorruptDocumentException) {
            return DoctorFindingCode.DAMAGED_DOCUMENT;
        }
        return failure instanceof RollbackException
                ? DoctorFindingCode.ROLLED_BACK_DOCUMENT
                : DoctorFindingCode.UNREADABLE_DOCUMENT;
    }

    private List<Finding> findings(AgentDocument document) {
        List<Finding> found = new ArrayList<>();
        document.unreadable()
                .forEach(entry -> found.add(DoctorFindingCode.UNREADABLE_CREDENTIAL.finding(
                        agent, entry.key().toString(), entry.remedy())));
        document.operations().forEach(operation -> found.add(finding(document, operation)));
        document.unknownOperations().forEach(operation -> found.add(finding(operation)));
        promised.forEach(grant -> unserved(grant, document).ifPresent(found::add));
        for (StoredCredential entry : document.entries()) {
            status(entry.credential()).ifPresent(found::add);
            expiry.finding(agent, entry.credential()).ifPresent(found::add);
            entry.credential()
                    .items()
                    .forEach(item -> sample(entry.credential(), item).ifPresent(found::add));
        }
        return found;
    }

    private Optional<Finding> unserved(Grant grant, AgentDocument document) {
        boolean mine = grant.agents().filter(agents -> agents.contains(agent)).isPresent();
        boolean there = document.matching(grant.key()).stream()
                .anyMatch(entry -> entry.credential().item(grant.item()).isPresent());
        String rule = "credentials.http.rules." + grant.name();
        return mine && !there
                ? Optional.of(DoctorFindingCode.RULE_WITHOUT_ITEM.finding(
                        agent,
                        rule,
                        rule + " adds " + grant.key() + "#" + grant.item()
                                + ", which the agent does not have: store it, or leave the agent out"))
                : Optional.empty();
    }

    private Finding finding(AgentDocument document, Operation operation) {
        String subject = operation.category() + "/" + operation.service();
        String what = operation.kind().wireName() + " of " + subject + ", begun "
                + operation.details().since();
        if (operation.state() == Operation.State.INDETERMINATE && operation.kind() == PendingOperation.Kind.REFRESH) {
            return DoctorFindingCode.INDETERMINATE_OPERATION.finding(
                    agent,
                    subject,
                    what + ": its one-time refresh token may be spent; sign in again and replace the credential");
        } else if (operation.state() == Operation.State.INDETERMINATE) {
            return DoctorFindingCode.INDETERMINATE_OPERATION.finding(
                    agent,
                    subject,
                    what + ": it is unknown whether it happened; look at the provider's site, and remove there what is"
                            + " not wanted, then forget the operation");
        } else if (operation.kind() == PendingOperation.Kind.RETIRE && expiry.waits(operation)) {
            return DoctorFindingCode.ROTATION_OVERLAP.finding(
                    agent,
                    subject,
                    what + ": the secret that a rotation replaced stays good until "
                            + operation.details().attempts().due() + ", as configured");
        } else if (operation.kind() == PendingOperation.Kind.CONNECT) {
            return DoctorFindingCode.OPEN_OPERATION.finding(
                    agent, subject, what + ": a sign-in that is not completed yet; beginning another drops it");
        } else if (operation.kind() == PendingOperation.Kind.REVOKE) {
            return DoctorFindingCode.QUEUED_REVOCATION.finding(
                    agent, subject, what + ": the resource is alive upstream still; " + remedy(document, operation));
        }
        return DoctorFindingCode.OPEN_OPERATION.finding(
                agent, subject, what + ": under way now, or left by a crash; the next provisioning finishes it");
    }

    /** Deprovisioning once more would take away what the agent has got since. */
    private static String remedy(AgentDocument document, Operation revocation) {
        if (revocation.state() == Operation.State.IRREVOCABLE) {
            return "its provider cannot take it back: end it by hand, then forget the operation";
        }
        boolean nothingElse = document.entries().stream()
                .noneMatch(entry -> entry.credential().managed());
        return "with the provider configured, "
                + (nothingElse ? "deprovision the agent again" : "reconcile the agent with APPLY")
                + ", which tries at once";
    }

    private Finding finding(UnknownOperation operation) {
        String subject = operation.category() + "/" + operation.service();
        return DoctorFindingCode.NEWER_OPERATION.finding(
                agent, subject, subject + " is left alone: " + operation.reason());
    }

    private Optional<Finding> status(AgentCredential credential) {
        String subject = credential.key().toString();
        if (credential.status() instanceof CredentialStatus.Failed failed) {
            return Optional.of(DoctorFindingCode.FAILED_CREDENTIAL.finding(
                    agent, subject, subject + " failed: " + failed.reason() + "; the next provisioning tries again"));
        }
        if (credential.status() == CredentialStatus.Settled.PENDING_MANUAL) {
            return Optional.of(DoctorFindingCode.PENDING_MANUAL.finding(
                    agent, subject, subject + " waits for a person: do what its plan says, then provision again"));
        }
        return Optional.empty();
    }

    private Optional<Finding> sample(AgentCredential credential, CredentialItem item) {
        String subject = credential.key() + "#" + item.key();
        return catalogue
                .sample(item.value())
                .map(origin -> SystemFindingCode.SAMPLE_SECRET.finding(
                        agent, subject, subject + " holds a secret that is public, " + origin + "; make a new one"));
    }
}
