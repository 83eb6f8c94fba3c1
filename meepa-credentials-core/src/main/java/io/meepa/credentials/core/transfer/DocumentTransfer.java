package io.meepa.credentials.core.transfer;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.TransferReport;
import io.meepa.credentials.spi.store.RevisionConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies every document of one place to another. What is there with the same bytes is skipped, what is there with other
 * bytes is left alone, and what is wrong with one document does not stop the others: so a copy that was cut off is repeated.
 */
public final class DocumentTransfer {

    private static final int PAGE = 1_000;

    private final SealedPlace from;
    private final SealedPlace to;
    private final List<AgentId> copied = new ArrayList<>();
    private final List<AgentId> same = new ArrayList<>();
    private final List<AgentId> different = new ArrayList<>();
    private final List<TransferReport.Refused> refused = new ArrayList<>();

    private DocumentTransfer(SealedPlace from, SealedPlace to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies.
     *
     * @throws CredentialException if a place itself cannot be used; what was copied stays
     */
    public static TransferReport copy(SealedPlace from, SealedPlace to) {
        return new DocumentTransfer(from, to).copyAll();
    }

    private TransferReport copyAll() {
        List<AgentId> page = from.agents("", PAGE);
        while (!page.isEmpty()) {
            page.forEach(this::copy);
            page = from.agents(page.get(page.size() - 1).value(), PAGE);
        }
        return new TransferReport(copied, same, different, refused);
    }

    private void copy(AgentId agent) {
        try {
            from.sealed(agent).ifPresent(document -> place(agent, document).add(agent));
        } catch (CorruptDocumentException | KeyUnavailableException | LimitExceededException | RollbackException e) {
            refused.add(new TransferReport.Refused(agent, String.valueOf(e.getMessage())));
        }
    }

    /** Copies one document, and returns the list that it belongs to. */
    private List<AgentId> place(AgentId agent, byte[] document) {
        Optional<List<AgentId>> there = compared(agent, document);
        if (there.isPresent()) {
            return there.get();
        }
        try {
            to.create(agent, document);
            return copied;
        } catch (RevisionConflictException e) {
            return different; // A host created it just now.
        }
    }

    private Optional<List<AgentId>> compared(AgentId agent, byte[] document) {
        return to.sealed(agent).map(there -> java.security.MessageDigest.isEqual(there, document) ? same : different);
    }
}
