package io.meepa.credentials.sops.store.lock;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.sops.disk.SystemDisk;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.StoreLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Takes the lock that its words ask for: {@code take} and {@code release}, from standard input. */
public final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        SystemDisk disk = new SystemDisk();
        DurableFiles files = new DurableFiles(disk, Clock.systemUTC(), () -> "child");
        LockFiles locks = new LockFiles(home, files, new SafePathChecker(disk), Sleeper.system());
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        StoreLock held = () -> {};
        for (String word = words.readLine(); word != null; word = words.readLine()) {
            if (word.equals("take")) {
                held = take(locks, held);
            } else {
                held.close();
                System.out.println("released");
            }
        }
    }

    private static StoreLock take(LockFiles locks, StoreLock before) {
        try {
            StoreLock lock = locks.acquire(AgentId.of("meepa"), "flight", Duration.ofMillis(5));
            System.out.println("taken");
            return lock;
        } catch (CredentialLockedException e) {
            System.out.println("busy");
            return before;
        }
    }
}
