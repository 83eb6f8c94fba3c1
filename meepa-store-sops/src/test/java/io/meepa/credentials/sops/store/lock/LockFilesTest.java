package io.meepa.credentials.sops.store.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.sops.disk.SystemDisk;
import io.meepa.credentials.spi.store.StoreLock;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockFilesTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final Duration NOW = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
    private Path home;
    private LockFiles locks;

    @BeforeEach
    void makesLocks() {
        home = folder.resolve("home");
        locks = locks(home);
    }

    @Test
    void excludesOtherThreadsAndSessionsUntilClosed() {
        LockFiles another = locks(home);
        StoreLock lock = locks.acquire(MEEPA, "flight", NOW);
        assertThatThrownBy(() -> locks.acquire(MEEPA, "flight", NOW)).isInstanceOf(CredentialLockedException.class);
        assertThatThrownBy(() -> another.acquire(MEEPA, "flight", NOW))
                .isInstanceOf(CredentialLockedException.class)
                .hasMessageContaining("agent meepa, lock flight");
        lock.close();
        lock.close();
        another.acquire(MEEPA, "flight", NOW).close();
    }

    @Test
    void leavesOtherNamesAndAgentsAlone() {
        StoreLock lock = locks.acquire(MEEPA, "flight", NOW);
        locks.acquire(MEEPA, "document", NOW).close();
        locks.acquire(AgentId.of("meepa.flight"), "flight", NOW).close();
        lock.close();
    }

    @Test
    @DisplayName("Reliability 6: empty lock files, 0600, in .locks, 0700, and never deleted")
    void keepsEmptyLockFilesOfTheirOwn() throws IOException {
        locks.acquire(MEEPA, "flight", NOW).close();
        Path file = home.resolve(".locks/meepa.flight.lock");
        assertThat(file).isEmptyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".locks"))))
                .isEqualTo("rwx------");
    }

    @Test
    void isOneLockForTwoSessionsThatReachTheFolderBySymbolicLinks() throws IOException {
        Files.createDirectories(home);
        Path link = Files.createSymbolicLink(folder.resolve("link"), home);
        StoreLock lock = locks.acquire(MEEPA, "flight", NOW);
        assertThatThrownBy(() -> locks(link).acquire(MEEPA, "flight", NOW))
                .isInstanceOf(CredentialLockedException.class);
        lock.close();
        locks(link).acquire(MEEPA, "flight", NOW).close();
    }

    @Test
    void mayBeClosedByAnotherThread() throws InterruptedException {
        StoreLock lock = locks.acquire(MEEPA, "flight", NOW);
        Thread closer = new Thread(lock::close);
        closer.start();
        closer.join();
        locks.acquire(MEEPA, "flight", NOW).close();
    }

    @Test
    void excludesAnotherProcessAndIsFreeOnceThatIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.start(LockHolder.class, home.toString())) {
            child.say("take");
            assertThat(child.line()).contains("taken");
            assertThatThrownBy(() -> locks.acquire(MEEPA, "flight", LONG))
                    .isInstanceOf(CredentialLockedException.class);
            assertThat(sleeps)
                    .as("looks often at first, and ever less")
                    .startsWith(Duration.ofMillis(1), Duration.ofMillis(1))
                    .contains(Duration.ofMillis(4))
                    .endsWith(Duration.ofMillis(20))
                    .isSorted();
            assertThat(sleeps.stream().reduce(Duration.ZERO, Duration::plus)).isLessThanOrEqualTo(LONG);
            child.kill();
            locks.acquire(MEEPA, "flight", NOW).close();
        }
    }

    @Test
    @DisplayName("a wait ends in time where each pause takes longer than it was asked to")
    void countsTheTimeThatPausesTook() throws Exception {
        Duration slow = Duration.ofMillis(200);
        LockFiles sleepy = locks(home, pause -> {
            sleeps.add(pause);
            Thread.sleep(slow.toMillis());
        });
        try (ChildJvm child = ChildJvm.start(LockHolder.class, home.toString())) {
            child.say("take");
            assertThat(child.line()).contains("taken");
            assertThatThrownBy(() -> sleepy.acquire(MEEPA, "flight", slow.multipliedBy(5)))
                    .isInstanceOf(CredentialLockedException.class);
            assertThat(sleeps).hasSizeBetween(1, 5);
        }
    }

    @Test
    @DisplayName("Reliability 6: sessions that come and go do not drop the process's lock")
    void survivesWhatOtherSessionsDo() throws Exception {
        try (ChildJvm child = ChildJvm.start(LockHolder.class, home.toString())) {
            StoreLock lock = locks.acquire(MEEPA, "flight", NOW);
            assertThatThrownBy(() -> locks(home).acquire(MEEPA, "flight", NOW))
                    .isInstanceOf(CredentialLockedException.class);
            locks(home).acquire(MEEPA, "document", NOW).close();
            assertBusyFor(child);
            lock.close();
            child.say("take");
            assertThat(child.line()).contains("taken");
        }
    }

    @Test
    @DisplayName("Reliability 5: an interrupt does not close the lock's channel")
    void survivesInterrupts() throws Exception {
        try (ChildJvm child = ChildJvm.start(LockHolder.class, home.toString())) {
            StoreLock lock = locks.acquire(MEEPA, "flight", NOW);
            AtomicInteger refused = new AtomicInteger();
            Thread interrupted = new Thread(() -> {
                Thread.currentThread().interrupt();
                try {
                    locks.acquire(MEEPA, "flight", LONG);
                } catch (CredentialLockedException e) {
                    refused.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                }
            });
            interrupted.start();
            interrupted.join();
            assertThat(refused).hasValue(1);
            assertBusyFor(child);
            Thread.currentThread().interrupt();
            lock.close();
            assertThat(Thread.interrupted()).isTrue();
            child.say("take");
            assertThat(child.line()).contains("taken");
        }
    }

    @Test
    void givesUpWhenInterruptedWhileItSleeps() throws Exception {
        try (ChildJvm child = ChildJvm.start(LockHolder.class, home.toString())) {
            child.say("take");
            assertThat(child.line()).contains("taken");
            LockFiles sleepless = locks(home, duration -> {
                throw new InterruptedException();
            });
            assertThatThrownBy(() -> sleepless.acquire(MEEPA, "flight", LONG))
                    .isInstanceOf(CredentialLockedException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            child.say("release");
            assertThat(child.line()).contains("released");
            locks.acquire(MEEPA, "flight", NOW).close();
        }
    }

    @Test
    @DisplayName("Reliability 6: a lock held by another class loader in this process is busy, not an error")
    void takesAnOverlappingLockForBusy() throws IOException {
        locks.acquire(MEEPA, "flight", NOW).close();
        Path file = home.resolve(".locks/meepa.flight.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> locks.acquire(MEEPA, "flight", NOW)).isInstanceOf(CredentialLockedException.class);
        }
        locks.acquire(MEEPA, "flight", NOW).close();
    }

    @Test
    @DisplayName("Reliability 6: a try in vain does not drop the lock that another class loader holds")
    void leavesAnotherClassLoadersLock() throws Exception {
        locks.acquire(MEEPA, "flight", NOW).close();
        Path file = home.resolve(".locks/meepa.flight.lock");
        try (ChildJvm child = ChildJvm.start(LockHolder.class, home.toString());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> locks.acquire(MEEPA, "flight", NOW)).isInstanceOf(CredentialLockedException.class);
            assertBusyFor(child);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("Footprint: a lock that nobody holds or waits for keeps no file open, however many agents there were")
    void keepsNoFileOpenForWhatNobodyUses() throws IOException {
        locks.acquire(MEEPA, "flight", NOW).close();
        StoreLock held = locks.acquire(AgentId.of("held"), "flight", NOW);
        long before = lockFilesOpen();
        for (int agent = 0; agent < 2000; agent++) {
            locks.acquire(AgentId.of("agent-" + agent), "flight", NOW).close();
        }
        assertThat(before).isEqualTo(1);
        assertThat(lockFilesOpen()).isEqualTo(1);
        held.close();
        assertThat(lockFilesOpen()).isZero();
    }

    private long lockFilesOpen() throws IOException {
        String folderOfLocks = home.resolve(".locks").toRealPath().toString();
        long open = 0;
        for (File descriptor :
                Objects.requireNonNull(Path.of("/proc/self/fd").toFile().listFiles())) {
            open += descriptor.getCanonicalPath().startsWith(folderOfLocks) ? 1 : 0;
        }
        return open;
    }

    @Test
    @DisplayName("Reliability 6: a lock file that was deleted is made and locked anew")
    void locksTheFileThatIsThereNow() throws Exception {
        locks.acquire(MEEPA, "flight", NOW).close();
        Files.delete(home.resolve(".locks/meepa.flight.lock"));
        try (ChildJvm child = ChildJvm.start(LockHolder.class, home.toString())) {
            child.say("take");
            assertThat(child.line()).contains("taken");
            assertThatThrownBy(() -> locks.acquire(MEEPA, "flight", NOW)).isInstanceOf(CredentialLockedException.class);
        }
    }

    @Test
    void letsThreadsInInTheOrderTheyCame() throws InterruptedException {
        List<Integer> order = new CopyOnWriteArrayList<>();
        StoreLock first = locks.acquire(MEEPA, "flight", NOW);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                StoreLock lock = locks.acquire(MEEPA, "flight", LONG);
                order.add(number);
                lock.close();
            });
            thread.start();
            waiting.add(thread);
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        first.close();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    @Test
    void letsOneThreadInAtATime() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            LockFiles own = locks(home);
            new Thread(() -> {
                        for (int round = 0; round < 50; round++) {
                            StoreLock lock = own.acquire(MEEPA, "flight", LONG);
                            together.addAndGet(inside.incrementAndGet() - 1);
                            inside.decrementAndGet();
                            lock.close();
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        assertThat(together).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Flight", "a.b", "../x", "a/b"})
    void refusesNamesThatAreNoWords(String name) {
        assertThatThrownBy(() -> locks.acquire(MEEPA, name, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("S9: neither the folder nor a lock file may be a link")
    void refusesLinks() throws IOException {
        Files.createDirectories(home);
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(home.resolve(".locks"), elsewhere);
        assertThatThrownBy(() -> locks.acquire(MEEPA, "flight", NOW)).isInstanceOf(StoreException.class);
        assertThat(elsewhere).isEmptyDirectory();

        Files.delete(home.resolve(".locks"));
        Files.createDirectories(home.resolve(".locks"));
        Files.createSymbolicLink(home.resolve(".locks/meepa.flight.lock"), elsewhere.resolve("target"));
        assertThatThrownBy(() -> locks.acquire(MEEPA, "flight", NOW)).isInstanceOf(StoreException.class);
        assertThat(elsewhere).isEmptyDirectory();
    }

    private static void assertBusyFor(ChildJvm child) throws IOException {
        child.say("take");
        assertThat(child.line()).contains("busy");
    }

    private LockFiles locks(Path place) {
        return locks(place, sleeps::add);
    }

    private static LockFiles locks(Path place, io.meepa.credentials.spi.Sleeper sleeper) {
        SystemDisk disk = new SystemDisk();
        DurableFiles files = new DurableFiles(disk, Clock.systemUTC(), () -> "test");
        return new LockFiles(place, files, new SafePathChecker(disk), sleeper);
    }
}
