package org.example.cabinet;

import com.google.auto.service.AutoService;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.time.Duration;

/** Keeps each agent's document in one file, sealed under one key: a folder that could as well be a table or a bucket. */
@AutoService(CredentialStore.class)
public final class CabinetStore implements CredentialStore {

    /** For the service loader. */
    public CabinetStore() {}

    @Override
    public String id() {
        return "cabinet";
    }

    @Override
    public StoreSession open(StoreContext context) {
        Settings settings = context.settings();
        Seal seal = new Seal(settings.secretFromEnvironment("key_env", "CABINET_KEY"));
        Duration maxWait = settings.duration("lock_timeout").orElse(Duration.ofSeconds(30));
        Locks locks = new Locks(context.home().resolve("cabinet-locks"), context.clock(), context.sleeper());
        return new CabinetSession(context.home().resolve("cabinet"), seal, locks, maxWait);
    }
}
