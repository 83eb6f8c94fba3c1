package io.meepa.credentials.store.postgres.sql;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.LockLostException;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.WriteOutcomeUnknownException;
import java.time.Duration;

/** Says in the words of the API how a statement ended. */
final class Failures {

    private Failures() {}

    static StoreException unread(String what, SqlFailure failure) {
        return new StoreException(what + ": the database did not answer, " + failure.getMessage() + ": "
                + failure.remedy() + "; nothing was changed");
    }

    static StoreException refused(String what, SqlFailure failure) {
        return new StoreException(what + ": the database refused it, " + failure.getMessage() + ": " + failure.remedy()
                + "; nothing was changed");
    }

    static StoreException interrupted(String what) {
        return new StoreException(
                what + ": this thread was interrupted while it waited for the database; nothing was changed");
    }

    static CredentialException unknown(AgentId agent, Duration maxWait, String why) {
        return new WriteOutcomeUnknownException("agent " + agent + ": it is unknown whether the last write was done: "
                + why + " for " + maxWait.toSeconds() + " s. Read the document again before going on");
    }

    static LockLostException lost(AgentId agent, Fence fence) {
        return new LockLostException("agent " + agent + ": the lock " + fence.name()
                + " ended while it was held, so the write was not done; nothing was changed");
    }

    static RevisionConflictException conflict(AgentId agent) {
        return new RevisionConflictException(
                "agent " + agent + ": its row was changed by another writer: read it again and repeat the change");
    }
}
