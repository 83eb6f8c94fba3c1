package io.meepa.credentials.core.doctor;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.DocumentCodec;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.report.DoctorReport.Finding;
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
 */
record AgentChecks(AgentId agent, StoreSession store, SystemCatalogue catalogue) {

    /** What the document shows; that it cannot be read is a finding like others. */
    List<Finding> findings() {
        try {
            return store.read(agent)
                    .map(stored -> findings(DocumentCodec.decode(stored.content(), DocumentCodec.place(agent, store))))
                    .orElse(List.of());
        } catch (CredentialException e) {
            return List.of(cause(e).finding(agent, "document", String.valueOf(e.getMessage())));
        }
    }

    private static Symptom cause(CredentialException failure) {
        if (failure instanceof KeyUnavailableException) {
            return Symptom.KEY_UNAVAILABLE;
        } else if (failure instanceof CorruptDocumentException) {
            return Symptom.DAMAGED_DOCUMENT;
        }
        return failure instanceof RollbackException ? Symptom.ROLLED_BACK_DOCUMENT : Symptom.UNREADABLE_DOCUMENT;
    }

    private List<Finding> findings(AgentDocument document) {
        List<Finding> found = new ArrayList<>();
        document.unreadable()
                .forEach(entry -> found.add(
                        Symptom.UNREADABLE_CREDENTIAL.finding(agent, entry.key().toString(), entry.remedy())));
        document.operations().forEach(operation -> found.add(finding(operation)));
        for (StoredCredential entry : document.entries()) {
            status(entry.credential()).ifPresent(found::add);
            entry.credential()
                    .items()
                    .forEach(item -> sample(entry.credential(), item).ifPresent(found::add));
        }
        return found;
    }

    private Finding finding(Operation operation) {
        String subject = operation.category() + "/" + operation.service();
        String what = operation.kind().wireName() + " of " + subject + ", begun "
                + operation.details().since();
        if (operation.state() == Operation.State.INDETERMINATE && operation.kind() == Operation.Kind.REFRESH) {
            return Symptom.INDETERMINATE_OPERATION.finding(
                    agent,
                    subject,
                    what + ": its one-time refresh token may be spent; sign in again and replace the credential");
        } else if (operation.state() == Operation.State.INDETERMINATE) {
            return Symptom.INDETERMINATE_OPERATION.finding(
                    agent,
                    subject,
                    what + ": it is unknown whether it happened; look at the provider's site, and remove there what is"
                            + " not wanted before trying again");
        } else if (operation.kind() == Operation.Kind.CONNECT) {
            return Symptom.OPEN_OPERATION.finding(
                    agent, subject, what + ": a sign-in that is not completed yet; beginning another drops it");
        } else if (operation.kind() == Operation.Kind.REVOKE) {
            return Symptom.QUEUED_REVOCATION.finding(
                    agent,
                    subject,
                    what + ": the resource is alive upstream still; deprovision the agent again, with the provider"
                            + " configured");
        }
        return Symptom.OPEN_OPERATION.finding(
                agent, subject, what + ": under way now, or left by a crash; the next provisioning finishes it");
    }

    private Optional<Finding> status(AgentCredential credential) {
        String subject = credential.key().toString();
        if (credential.status() instanceof CredentialStatus.Failed failed) {
            return Optional.of(Symptom.FAILED_CREDENTIAL.finding(
                    agent, subject, subject + " failed: " + failed.reason() + "; the next provisioning tries again"));
        }
        if (credential.status() == CredentialStatus.Settled.PENDING_MANUAL) {
            return Optional.of(Symptom.PENDING_MANUAL.finding(
                    agent, subject, subject + " waits for a person: do what its plan says, then provision again"));
        }
        return Optional.empty();
    }

    private Optional<Finding> sample(AgentCredential credential, CredentialItem item) {
        String subject = credential.key() + "#" + item.key();
        return catalogue
                .sample(item.value())
                .map(origin -> Symptom.SAMPLE_SECRET.finding(
                        agent, subject, subject + " holds a secret that is public, " + origin + "; make a new one"));
    }
}
