package io.meepa.credentials.store.postgres;

import com.google.auto.service.AutoService;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each agent's document in a row of a PostgreSQL database: the same SOPS file that the file store keeps, shared by
 * gateways on several machines. Locks are leases with fences.
 *
 * <p>Settings: {@code url}, {@code user}, {@code password_env}, {@code connections}, unless a data source was handed over;
 * {@code public_key}, {@code recipients}, {@code key_env} or {@code key_command} or {@code key_file}, as the file store has
 * them; {@code create}, {@code engine}, {@code require_replicated}, {@code lease}, {@code heartbeat}, {@code longest_run}, {@code call_timeout},
 * {@code read_patience}, {@code write_patience}.
 *
 * <p>The JDBC driver is the host's to add. Behind a pooler in transaction mode it must not keep prepared statements: with
 * {@code prepareThreshold=0} in the url, for instance.
 */
@AutoService(CredentialStore.class)
@SuppressWarnings("exports") // AutoService is there at compile time only.
public final class PostgresStore implements CredentialStore {

    private final @Nullable DataSource source;

    /** For the service loader: connections are made by the configuration. */
    public PostgresStore() {
        this.source = null;
    }

    /**
     * Creates a store over the host's own connections, to be handed to the builder.
     *
     * @param source returns connections; stays the host's to close
     */
    public PostgresStore(DataSource source) {
        this.source = source;
    }

    @Override
    public String id() {
        return "postgres";
    }

    @Override
    public List<SettingDescription> settings() {
        return PostgresSettings.described();
    }

    @Override
    public StoreSession open(StoreContext context) {
        PostgresSettings settings = PostgresSettings.read(context.settings(), context.home());
        if (source != null) {
            return PostgresSession.open(context, settings, source, () -> {});
        }
        ConnectionPool pool = UrlConnections.read(context.settings());
        return PostgresSession.open(context, settings, pool, pool);
    }
}
