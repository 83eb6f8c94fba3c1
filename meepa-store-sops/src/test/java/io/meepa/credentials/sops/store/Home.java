package io.meepa.credentials.sops.store;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.disk.Disk;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.sops.disk.SystemDisk;
import io.meepa.credentials.sops.store.lock.LockFiles;
import io.meepa.credentials.sops.store.lock.Locks;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreNotice;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A home on a real disk, with a clock and a sleeper that only tests move. */
final class Home {

    static final AgentId MEEPA = AgentId.of("meepa");

    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    final Path path;
    final Map<String, Object> settings = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final List<StoreNotice> notices = new CopyOnWriteArrayList<>();
    final List<Duration> sleeps = new CopyOnWriteArrayList<>();
    final AtomicLong elapsedMillis = new AtomicLong();
    private final AtomicLong names = new AtomicLong();
    private Runnable whileAsleep = () -> {};

    Home(Path path) {
        this.path = path;
    }

    StoreSession open() {
        return open(new SystemDisk());
    }

    StoreSession open(Disk disk) {
        DurableFiles files = files(disk);
        return open(disk, new LockFiles(path.toAbsolutePath(), files, new SafePathChecker(disk), this::sleep));
    }

    StoreSession open(Disk disk, Locks locks) {
        return new SopsFileSession(context(), disk, files(disk), locks);
    }

    StoreContext context() {
        return context(this::sleep);
    }

    StoreContext context(Sleeper sleeper) {
        Settings section = Settings.of(
                "credentials.credential_store.sops",
                settings,
                new Settings.Surroundings(key -> "config.yaml", environment::get));
        return StoreContext.of(section, path, clock()).withSleeper(sleeper).withNotices(notices::add);
    }

    DurableFiles files(Disk disk) {
        return new DurableFiles(disk, clock(), () -> "t" + names.incrementAndGet());
    }

    Clock clock() {
        InstantSource source = () -> START.plusMillis(elapsedMillis.get());
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return source.instant();
            }
        };
    }

    void pass(Duration time) {
        elapsedMillis.addAndGet(time.toMillis());
    }

    void whileAsleep(Runnable action) {
        whileAsleep = action;
    }

    Path document() {
        return document(MEEPA);
    }

    Path document(AgentId agent) {
        return path.resolve("agents/" + agent + "/credentials.json");
    }

    Path keyFile() {
        return path.resolve("agents/meepa/private-key.key");
    }

    Identities identities() {
        return Identities.parse(bytes(keyFile()));
    }

    SopsDocument opened() {
        return SopsDocument.open(bytes(document()), identities());
    }

    String text() {
        try {
            return Files.readString(document());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String text) {
        try {
            Files.writeString(document(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> codes() {
        return notices.stream().map(StoreNotice::code).toList();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sleep(Duration duration) {
        sleeps.add(duration);
        pass(duration);
        whileAsleep.run();
    }
}
