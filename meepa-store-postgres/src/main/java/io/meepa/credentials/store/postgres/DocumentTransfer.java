package io.meepa.credentials.store.postgres;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.store.postgres.schema.SchemaCheck;
import io.meepa.credentials.store.postgres.sql.Database;
import io.meepa.credentials.store.postgres.sql.DocumentRow;
import io.meepa.credentials.store.postgres.sql.DocumentRows;
import io.meepa.credentials.store.postgres.sql.RowWriter;
import io.meepa.credentials.store.postgres.sql.SqlLimits;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Moves documents between the file store's folder and a database, byte for byte: nothing is decrypted, so no key is needed
 * and the recipients stay. A document that is there already with the same bytes is skipped; one with other bytes is reported
 * and left alone. So a transfer that was cut off is repeated.
 */
public final class DocumentTransfer {

    private static final int PAGE = 1_000;

    private final DocumentRows rows;
    private final RowWriter writer;
    private final SchemaCheck schema;

    /**
     * Creates a transfer.
     *
     * @param source connections to the database
     * @param namespace whose documents
     */
    public DocumentTransfer(DataSource source, String namespace) {
        Database database = new Database(source, Sleeper.system(), System::nanoTime);
        rows = new DocumentRows(database, namespace, SqlLimits.DEFAULT);
        writer = new RowWriter(database, namespace, SqlLimits.DEFAULT, Clock.systemUTC());
        schema = new SchemaCheck(database, namespace, SqlLimits.DEFAULT, false);
    }

    /**
     * The result of a transfer.
     *
     * @param copied those that were copied
     * @param same those that were there already, with the same bytes
     * @param different those that were there already with other bytes, and were left alone
     */
    public record Report(List<AgentId> copied, List<AgentId> same, List<AgentId> different) {

        /** Copies the lists. */
        public Report {
            copied = List.copyOf(copied);
            same = List.copyOf(same);
            different = List.copyOf(different);
        }

        /**
         * Returns whether every document is now in both places.
         *
         * @return false if one was left alone
         */
        public boolean ok() {
            return different.isEmpty();
        }
    }

    /**
     * Copies documents of files into rows.
     *
     * @param home the home of the file store
     * @return the result per document
     * @throws StoreException if a file or the database cannot be read or written; those before it are copied
     */
    public Report importFrom(Path home) {
        schema.requireWritable();
        DocumentFiles files = new DocumentFiles(home);
        Sorting sorting = new Sorting();
        for (AgentId agent : files.agents()) {
            sorting.add(agent, insert(agent, files.read(agent).orElse(new byte[0])));
        }
        return sorting.report();
    }

    private Transferred insert(AgentId agent, byte[] bytes) {
        Optional<byte[]> there = body(agent);
        if (there.isPresent()) {
            return MessageDigest.isEqual(there.get(), bytes) ? Transferred.SAME : Transferred.DIFFERENT;
        }
        try {
            writer.insert(agent, bytes, null);
            return Transferred.COPIED;
        } catch (RevisionConflictException e) {
            return Transferred.DIFFERENT; // A gateway created it just now.
        }
    }

    /**
     * Copies documents of rows into files.
     *
     * @param home the home of the file store
     * @return the result per document
     * @throws StoreException if a file or the database cannot be read or written; those before it are copied
     */
    public Report exportTo(Path home) {
        schema.requireReadable();
        DocumentFiles files = new DocumentFiles(home);
        Sorting sorting = new Sorting();
        List<String> page = rows.list("", PAGE);
        while (!page.isEmpty()) {
            for (String name : page) {
                AgentId agent = AgentId.of(name);
                body(agent).ifPresent(body -> sorting.add(agent, files.create(agent, body)));
            }
            page = rows.list(page.get(page.size() - 1), PAGE);
        }
        return sorting.report();
    }

    private Optional<byte[]> body(AgentId agent) {
        return rows.read(agent, null, SqlLimits.DEFAULT.read()).flatMap(DocumentRow::bytes);
    }

    /** The result of one document. */
    enum Transferred {
        COPIED,
        SAME,
        DIFFERENT
    }

    private static final class Sorting {

        private final List<AgentId> copied = new ArrayList<>();
        private final List<AgentId> same = new ArrayList<>();
        private final List<AgentId> different = new ArrayList<>();

        void add(AgentId agent, Transferred end) {
            switch (end) {
                case COPIED -> copied.add(agent);
                case SAME -> same.add(agent);
                case DIFFERENT -> different.add(agent);
            }
        }

        Report report() {
            return new Report(copied, same, different);
        }
    }
}
