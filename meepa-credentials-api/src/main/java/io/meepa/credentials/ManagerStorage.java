package io.meepa.credentials;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.report.TransferReport;
import java.nio.file.Path;
import java.util.List;

/**
 * Operations on the stored documents of all agents. Each may be cut off and repeated: what is done is skipped. Stop the
 * hosts that write to the source of a copy meanwhile. Thread-safe.
 */
public interface ManagerStorage {

    /**
     * Copies every document into a folder as the file store lays it out, encrypted as it is:
     * {@code agents/<id>/credentials.json}. Each is verified before; no key is copied.
     *
     * @param home the folder, made if it is not there
     * @return the result per document
     * @throws StoreException if the store keeps nothing encrypted, or store or folder cannot be used; what was copied stays
     */
    TransferReport exportTo(Path home);

    /**
     * Takes over every document of a folder as the file store lays it out, encrypted as it is. Each is opened and verified
     * before; a document of an agent that has one already is left alone.
     *
     * @param home the folder
     * @return the result per document
     * @throws StoreException if the store keeps nothing encrypted, or store or folder cannot be used; what was copied stays
     */
    TransferReport importFrom(Path home);

    /**
     * Copies every document into another store, encrypted as it is. Each is opened and verified by both.
     *
     * @param store the id of the other store, whose settings are its section of {@code credentials.credential_store}
     * @return the result per document
     * @throws ConfigurationException if there is no such store, or its settings cannot be used
     * @throws StoreException if a store keeps nothing encrypted or cannot be used; what was copied stays
     */
    TransferReport copyTo(String store);

    /**
     * Reports what {@link #rekey} would do. Writes nothing.
     *
     * @return one report per document
     * @throws StoreException if the store has no data keys or cannot be listed
     */
    List<RekeyReport> rekeyPlan();

    /**
     * Gives every document that others than the configured recipients can open, or that one of these cannot, a new data key
     * for the configured recipients alone. The rest stays as it is; one of them gets a new data key by
     * {@link AgentStorage#rekey}. An event per document shows the progress.
     *
     * @return one report per document, those that stayed included
     * @throws StoreException if the store has no data keys or cannot be used; what was done stays done
     */
    List<RekeyReport> rekey();
}
