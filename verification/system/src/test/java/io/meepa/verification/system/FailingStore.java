package io.meepa.verification.system;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The file store, whose disk can be taken away. Its inspection sees nothing, as that of a store without one. */
final class FailingStore implements CredentialStore {

    static final String ID = "failing";

    /** Whether its documents cannot be listed. */
    boolean unlistable;

    /** Whether its documents cannot be read. */
    boolean unreadable;

    /** What each method throws, whatever it is asked. */
    @Nullable
    Supplier<RuntimeException> thrown;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public StoreSession open(StoreContext context) {
        return new Session(new SopsFileStore().open(context));
    }

    private final class Session implements StoreSession {

        private final StoreSession files;

        Session(StoreSession files) {
            this.files = files;
        }

        @Override
        public Optional<StoredDocument> read(AgentId agent) {
            refuse(unreadable);
            return files.read(agent);
        }

        @Override
        public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
            refuse(false);
            return files.write(agent, content, expected);
        }

        @Override
        public void delete(AgentId agent, Revision expected) {
            refuse(false);
            files.delete(agent, expected);
        }

        @Override
        public List<AgentId> agents() {
            refuse(unlistable);
            return files.agents();
        }

        @Override
        public StoreLock lock(AgentId agent, String name, Duration maxWait) {
            refuse(false);
            return files.lock(agent, name, maxWait);
        }

        @Override
        public List<DoctorReport.Finding> inspect(List<AgentId> agents) {
            refuse(false);
            return List.of();
        }

        @Override
        public void close() {
            files.close();
        }

        private void refuse(boolean broken) {
            if (thrown != null) {
                throw thrown.get();
            }
            if (broken) {
                throw new StoreException("the disk is away: mount it again");
            }
        }
    }
}
