package io.meepa.credentials.store.postgres;

import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.sealed.DocumentInspection;
import io.meepa.credentials.sops.sealed.DocumentPlace;
import io.meepa.credentials.sops.sealed.VerifiedDocument;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreNotice;
import io.meepa.credentials.store.postgres.sql.DocumentRow;
import io.meepa.credentials.store.postgres.sql.DocumentRows;
import io.meepa.credentials.store.postgres.sql.RowVersion;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads documents: one statement per read, which brings the body only if it changed. Thread-safe. */
final class DocumentReader {

    private static final int TRIES = 8;

    private final DocumentRows rows;
    private final DocumentInspection inspection;
    private final Consumer<StoreNotice> notices;
    private final String namespace;
    private final Function<@Nullable UUID, Epoch> beginning;
    private volatile Epoch epoch;

    DocumentReader(
            DocumentRows rows,
            DocumentInspection inspection,
            Consumer<StoreNotice> notices,
            String namespace,
            Function<@Nullable UUID, Epoch> beginning) {
        this.rows = rows;
        this.inspection = inspection;
        this.notices = notices;
        this.namespace = namespace;
        this.beginning = beginning;
        this.epoch = beginning.apply(null);
    }

    /** Returns the document as it is now. */
    Optional<Snapshot> load(AgentId agent, Duration maxWait) {
        RowVersion refused = null;
        for (int tries = 1; ; tries++) {
            Optional<Snapshot> known = epoch.snapshots().whole(agent);
            Optional<DocumentRow> row =
                    rows.read(agent, known.map(Snapshot::row).orElse(null), maxWait);
            Optional<RowVersion> version = row.filter(DocumentRow::live).flatMap(DocumentRow::version);
            if (row.isEmpty() || version.isEmpty()) {
                requireAbsentRightly(agent, row);
                return Optional.empty();
            }
            try {
                return Optional.of(seen(agent, row.get(), version.get(), known));
            } catch (RollbackException e) {
                // Another thread may have seen a newer version since this one read. If so, the next read shows another
                // row.
                if (version.get().equals(refused) || tries == TRIES) {
                    throw e;
                }
                refused = version.get();
                epoch.snapshots().remove(agent);
            }
        }
    }

    /** Returns the document as it stands in the row, verified. */
    Optional<byte[]> sealed(AgentId agent, Duration timeout) {
        Optional<DocumentRow> row = rows.read(agent, null, timeout);
        Optional<RowVersion> version = row.filter(DocumentRow::live).flatMap(DocumentRow::version);
        if (row.isEmpty() || version.isEmpty()) {
            requireAbsentRightly(agent, row);
            return Optional.empty();
        }
        seen(agent, row.get(), version.get(), Optional.empty());
        return row.get().bytes();
    }

    /** A deletion leaves a row of a higher number. What was seen and left none has vanished. */
    private void requireAbsentRightly(AgentId agent, Optional<DocumentRow> row) {
        Epoch current = row.map(DocumentRow::epoch).map(id -> epoch(agent, id)).orElse(epoch);
        Optional<Snapshot.Kept> kept = current.snapshots().kept(agent);
        boolean vanished = kept.isPresent()
                && row.flatMap(DocumentRow::version)
                        .filter(version -> version.number() > kept.get().row().number())
                        .isEmpty();
        if (vanished) {
            current.rollbacks().requireAbsentRightly(place(agent), OptionalLong.empty());
        }
        current.snapshots().remove(agent);
    }

    private Snapshot seen(AgentId agent, DocumentRow row, RowVersion version, Optional<Snapshot> known) {
        Epoch current = epoch(agent, row.epoch());
        DocumentPlace place = place(agent);
        Optional<byte[]> body = row.bytes();
        if (body.isEmpty()) {
            Snapshot same = known.orElseThrow();
            current.rollbacks().see(place, same.verified());
            return same;
        }
        Optional<Snapshot.Kept> kept = current.snapshots().kept(agent);
        VerifiedDocument verified = current.documents().open(place, body.get(), kept.map(Snapshot.Kept::key));
        current.rollbacks().see(place, verified);
        if (kept.filter(former -> former.row().equals(version)).isEmpty()) {
            inspection.notices(place, verified).forEach(notices);
        }
        Snapshot snapshot = new Snapshot(version, verified);
        current.snapshots().put(agent, snapshot);
        return snapshot;
    }

    private synchronized Epoch epoch(AgentId agent, UUID id) {
        Epoch current = epoch;
        if (id.equals(current.id())) {
            return current;
        }
        if (current.id() == null) {
            current = current.named(id);
        } else {
            notices.accept(new StoreNotice(
                    agent,
                    PostgresFindingCode.RESTORED.code(),
                    "the database of namespace " + namespace + " was restored, so a person said: older documents are"
                            + " accepted from now on. Run reconcile with the orphan sweep: what was created upstream since"
                            + " the backup is on no record"));
            current = beginning.apply(id);
        }
        epoch = current;
        return current;
    }

    /** Reports whether the document is still of a revision, without opening it: false if it has to be opened to know. */
    boolean isCurrent(AgentId agent, Revision revision) {
        Optional<RowVersion> version = rows.version(agent);
        return version.filter(found -> found.text().equals(revision.token())).isPresent() && isNewest(agent, revision);
    }

    private boolean isNewest(AgentId agent, Revision revision) {
        Epoch current = epoch;
        return current.snapshots()
                .kept(agent)
                .filter(kept -> kept.row().text().equals(revision.token()))
                .filter(kept -> current.rollbacks().isNewest(agent, kept.version()))
                .isPresent();
    }

    /** Returns the revisions of those that have a document, in one statement. */
    Map<AgentId, Revision> revisions(Collection<AgentId> agents) {
        Map<AgentId, Revision> found = new HashMap<>();
        rows.versions(agents).forEach((agent, version) -> found.put(agent, new Revision(version.text())));
        return found;
    }

    List<AgentId> agents(String after, int most) {
        return rows.list(after, most).stream()
                .filter(AgentId::isValid)
                .map(AgentId::of)
                .toList();
    }

    Epoch epoch() {
        return epoch;
    }

    DocumentPlace place(AgentId agent) {
        return new DocumentPlace(agent, namespace, true, "the row of namespace " + namespace + " in meepa.document");
    }

    void clear() {
        epoch.snapshots().clear();
    }
}
