package io.meepa.credentials.sops.store;

import com.google.auto.service.AutoService;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.sops.disk.Disk;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.sops.disk.SystemDisk;
import io.meepa.credentials.sops.store.lock.LockFiles;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Keeps each agent's document in {@code <home>/agents/<id>/credentials.json}, a SOPS file for age recipients.
 *
 * <p>Settings: {@code public_key}, {@code recipients}, {@code key_file} or {@code key_env} or {@code key_command},
 * {@code lock_timeout}, {@code network_folder}.
 */
@AutoService(CredentialStore.class)
@SuppressWarnings("exports") // AutoService is there at compile time only.
public final class SopsFileStore implements CredentialStore {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** For the service loader. */
    public SopsFileStore() {}

    @Override
    public String id() {
        return "sops";
    }

    @Override
    public List<SettingDescription> settings() {
        return StoreOptions.described();
    }

    @Override
    public StoreSession open(StoreContext context) {
        Disk disk = new SystemDisk();
        DurableFiles files = new DurableFiles(disk, context.clock(), SopsFileStore::randomName);
        LockFiles locks =
                new LockFiles(context.home().toAbsolutePath(), files, new SafePathChecker(disk), context.sleeper());
        return new SopsFileSession(context, disk, files, locks);
    }

    private static String randomName() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
