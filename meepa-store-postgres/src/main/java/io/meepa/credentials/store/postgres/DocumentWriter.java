package io.meepa.credentials.store.postgres;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.sops.sealed.CheckedContent;
import io.meepa.credentials.sops.sealed.SealedBytes;
import io.meepa.credentials.sops.sealed.SealedDocuments.Rekeyed;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.store.postgres.sql.Fence;
import io.meepa.credentials.store.postgres.sql.RowVersion;
import io.meepa.credentials.store.postgres.sql.RowWriter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seals and writes documents, by compare-and-set in the database. Thread-safe. */
final class DocumentWriter {

    private final DocumentReader reader;
    private final RowWriter rows;
    private final Duration maxWait;

    DocumentWriter(DocumentReader reader, RowWriter rows, Duration maxWait) {
        this.reader = reader;
        this.rows = rows;
        this.maxWait = maxWait;
    }

    Revision write(AgentId agent, CheckedContent content, Revision expected, @Nullable Fence fence) {
        Optional<Snapshot> current = current(agent, expected);
        Epoch epoch = reader.epoch();
        SealedBytes sealed = epoch.documents().seal(reader.place(agent), content, current.map(Snapshot::verified));
        return put(agent, sealed, current, fence);
    }

    /** Writes again within a run that has written before, and that a key that changed in between must not stop. */
    Revision writeFurther(AgentId agent, CheckedContent content, Revision expected, Fence fence) {
        Optional<Snapshot> current = current(agent, expected);
        if (current.isEmpty()) {
            return write(agent, content, expected, fence);
        }
        SealedBytes sealed = reader.epoch()
                .documents()
                .sealFurther(reader.place(agent), content, current.get().verified());
        return put(agent, sealed, current, fence);
    }

    /** What was read last, if that is what the caller made the change from: the database decides whether it still is. */
    private Optional<Snapshot> current(AgentId agent, Revision expected) {
        Optional<Snapshot> known = reader.epoch()
                .snapshots()
                .whole(agent)
                .filter(snapshot -> snapshot.revision().equals(expected));
        if (known.isPresent()) {
            return known;
        }
        Optional<Snapshot> current = reader.load(agent, maxWait);
        if (!current.map(Snapshot::revision).orElse(Revision.ABSENT).equals(expected)) {
            throw conflict(agent);
        }
        return current;
    }

    private Revision put(AgentId agent, SealedBytes sealed, Optional<Snapshot> current, @Nullable Fence fence) {
        byte[] bytes = sealed.bytes();
        RowVersion written = current.isEmpty()
                ? rows.insert(agent, bytes, fence)
                : rows.update(agent, bytes, current.get().row(), fence);
        Epoch epoch = reader.epoch();
        epoch.rollbacks().wrote(agent, sealed.document());
        Snapshot snapshot = new Snapshot(written, sealed.document());
        epoch.snapshots().put(agent, snapshot);
        return snapshot.revision();
    }

    /** Writes a document of another place as it is, where there is none. */
    void create(AgentId agent, byte[] document) {
        if (reader.load(agent, maxWait).isPresent()) {
            throw conflict(agent);
        }
        SealedBytes sealed = reader.epoch().documents().takeOver(reader.place(agent), document);
        put(agent, sealed, Optional.empty(), null);
    }

    void delete(AgentId agent, Revision expected, @Nullable Fence fence) {
        if (expected.equals(Revision.ABSENT)) {
            if (reader.load(agent, maxWait).isPresent()) {
                throw conflict(agent);
            }
            return;
        }
        RowVersion version = RowVersion.parse(expected.token()).orElseThrow(() -> conflict(agent));
        rows.delete(agent, version, fence);
        reader.epoch().snapshots().remove(agent);
    }

    RekeyReport rekeyPlan(AgentId agent) {
        return reader.epoch()
                .documents()
                .rekeyPlan(reader.place(agent), present(agent).verified());
    }

    /** Writes the same content under a new data key for the recipients of the configuration. */
    RekeyReport rekey(AgentId agent) {
        Snapshot current = present(agent);
        Rekeyed rekeyed = reader.epoch().documents().rekey(reader.place(agent), current.verified());
        put(agent, rekeyed.bytes(), Optional.of(current), null);
        return rekeyed.report();
    }

    private Snapshot present(AgentId agent) {
        return reader.load(agent, maxWait)
                .orElseThrow(() -> new StoreException(
                        reader.place(agent) + " is not there yet: its first write makes a data key"));
    }

    private RevisionConflictException conflict(AgentId agent) {
        return new RevisionConflictException(
                reader.place(agent) + " was changed by somebody else: read it again and repeat the change");
    }
}
