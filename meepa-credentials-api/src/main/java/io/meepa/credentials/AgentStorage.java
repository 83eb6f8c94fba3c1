package io.meepa.credentials;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.RekeyReport;
import java.nio.file.Path;
import java.util.List;

/** Operations on the stored document of one agent. Thread-safe. */
public interface AgentStorage {

    /**
     * Reports what {@link #rekey} would do. Writes nothing.
     *
     * @return who would be kept, added and removed, and what stands in the way
     * @throws StoreException if the store has no data keys or there is no document
     */
    RekeyReport rekeyPlan();

    /**
     * Gives the document a new data key for the configured recipients alone. A removed recipient keeps what it has read:
     * rotate those credentials too.
     *
     * @return who was kept, added and removed
     * @throws StoreException if the store has no data keys, there is no document, or something stands in the way
     */
    RekeyReport rekey();

    /**
     * Takes over a {@code credentials.json} that was never encrypted, all of it or nothing. The file stays: delete it once
     * this returned.
     *
     * @param plainDocument the file
     * @return what was taken over, in the file's order
     * @throws CorruptDocumentException if the file is no such document, or a value of it would get lost
     * @throws CredentialAlreadyExistsException if the agent has one of the credentials already
     * @throws StoreException if the file cannot be read
     */
    List<CredentialSummary> importPlain(Path plainDocument);
}
