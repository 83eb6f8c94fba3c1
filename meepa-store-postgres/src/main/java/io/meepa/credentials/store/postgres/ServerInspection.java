package io.meepa.credentials.store.postgres;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.store.postgres.PostgresSettings.Engine;
import io.meepa.credentials.store.postgres.schema.SchemaCheck;
import io.meepa.credentials.store.postgres.schema.ServerState;
import io.meepa.credentials.store.postgres.sql.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the server about itself: for the doctor, and before writes where replication is required. Thread-safe. */
final class ServerInspection {

    private static final int OLDEST = 140_000;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(10);

    private final Database database;
    private final SchemaCheck schema;
    private final PostgresSettings settings;
    private final Clock clock;
    private volatile long replicatedAt;
    private volatile boolean replicated;

    ServerInspection(Database database, SchemaCheck schema, PostgresSettings settings, Clock clock) {
        this.database = database;
        this.schema = schema;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses a write that no standby would have, if so configured. Asked again every few seconds: servers change places. */
    void requireReplicated() {
        if (!settings.requireReplicated() || settings.engine() == Engine.MANAGED) {
            return;
        }
        if (!replicated || database.nanos() - replicatedAt > ASKED_AGAIN.toNanos()) {
            replicated = state(settings.limits().write()).isReplicated();
            replicatedAt = database.nanos();
        }
        if (!replicated) {
            throw new StoreException("the database replicates to no standby, and require_replicated is set: set"
                    + " synchronous_standby_names and synchronous_commit; nothing was changed");
        }
    }

    private ServerState state(Duration maxWait) {
        return database.read("the server", settings.limits().call(), maxWait, ServerState::read);
    }

    List<Finding> findings() {
        try {
            schema.requireReadable();
            return findings(state(settings.limits().read()));
        } catch (StoreException e) {
            return List.of(PostgresFindingCode.DATABASE_UNAVAILABLE.finding(
                    settings.section(), String.valueOf(e.getMessage())));
        }
    }

    private List<Finding> findings(ServerState state) {
        List<Finding> found = new ArrayList<>();
        if (state.recovering()) {
            add(
                    found,
                    PostgresFindingCode.READ_ONLY_SERVER,
                    "the server is a standby: let url lead to the primary, with"
                            + " targetServerType=primary and both hosts, for instance");
        }
        if (settings.engine() == Engine.POSTGRES) {
            replication(found, state);
        }
        if (state.bypassesRowSecurity()) {
            add(
                    found,
                    PostgresFindingCode.RLS_BYPASSED,
                    "the login is a superuser or bypasses row-level security, so it"
                            + " sees and changes the rows of every gateway: use a login that has meepa_app alone");
        }
        if (state.version() < OLDEST) {
            add(
                    found,
                    PostgresFindingCode.OLD_SERVER,
                    "the server is older than PostgreSQL 14, the oldest that the store is made for");
        }
        Duration difference = Duration.between(state.now(), clock.instant()).abs();
        if (difference.compareTo(CLOCK_TOLERANCE) > 0) {
            add(
                    found,
                    PostgresFindingCode.CLOCK_DIFFERS,
                    "the server's clock differs from this machine's by "
                            + difference.toSeconds()
                            + " s: leases go by the server's, and after a failover by that of its"
                            + " successor. Let NTP set both");
        }
        return found;
    }

    private void replication(List<Finding> found, ServerState state) {
        if (!state.isReplicated()) {
            add(
                    found,
                    PostgresFindingCode.NOT_REPLICATED,
                    "an acknowledged write is on one machine alone, and lost with"
                            + " it: set synchronous_standby_names on the server and synchronous_commit = on for the login, or"
                            + " engine: managed where the service replicates by itself");
        }
        if (!state.fsync() || !state.fullPageWrites()) {
            add(
                    found,
                    PostgresFindingCode.NOT_DURABLE,
                    "the server does not force writes to disk, so a power cut loses or"
                            + " breaks documents: set fsync and full_page_writes on");
        }
    }

    private void add(List<Finding> found, PostgresFindingCode code, String message) {
        found.add(code.finding(settings.section(), message));
    }
}
