package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.disk.IoErrors;
import io.meepa.credentials.sops.disk.ScriptedDisk;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-406, F-407: every failure is typed, and says what it is and what to do")
class DiskErrorsTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder.resolve("home"));
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
    }

    @Test
    @DisplayName("What the JDK throws undeclared, as at a close that fails, is typed too")
    void typesWhatIsNotDeclared() {
        assertThatThrownBy(() -> IoErrors.declared(() -> {
                    throw new UndeclaredFailure();
                }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("Input/output error");
    }

    @Test
    void saysThatTheDiskIsFull() {
        StoreSession session = home.open(failing(ScriptedDisk.Kind.WRITE, new IOException("No space left on device")));

        assertThatThrownBy(() -> rewrite(session))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("(No space left on device)");
    }

    @Test
    @DisplayName("A large file, a file of somebody else's and a broken disk are three sentences")
    void distinguishesWhyADocumentCannotBeRead() throws IOException {
        Set<String> said = new LinkedHashSet<>();
        said.add(message(home.open(failing(ScriptedDisk.Kind.READ, new AccessDeniedException("x")))));
        said.add(message(home.open(failing(ScriptedDisk.Kind.READ, new IOException("Input/output error")))));
        Files.write(home.document(), new byte[17 * 1024 * 1024]);
        said.add(message(home.open()));

        assertThat(said).hasSize(3);
        assertThat(said).anySatisfy(text -> assertThat(text).contains("may not be read by this user"));
        assertThat(said).anySatisfy(text -> assertThat(text).contains("(Input/output error)"));
        assertThat(said).anySatisfy(text -> assertThat(text).contains("larger than the 16777216 bytes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> b\n}' | conflict markers of a merge, the first in line 2",
                "'credentials:\n  - a\nsops:\n  mac: x\n' | SOPS file in YAML",
                "'a=ENC[x]\nsops_mac=ENC[y]\n' | dotenv or INI",
                "'' | it is empty",
                "'{\"a\": }' | not strict JSON",
            })
    void recognisesWhatIsNoJson(String content, String expected) throws IOException {
        Files.writeString(home.document(), content);

        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("agent meepa: " + home.document())
                .hasMessageContaining(expected);
    }

    @Test
    @DisplayName("Each kind of bad identity file has a text of its own, which quotes nothing")
    void distinguishesBadIdentityFiles() throws IOException {
        String key = Keys.text(Identity.generate()).lines().skip(2).findFirst().orElseThrow();
        String[] bad = {
            Identity.generate().recipient().toString(),
            "ssh-ed25519 AAAAC3Nza",
            "\ufeff" + key,
            key.toLowerCase(java.util.Locale.ROOT),
            key.substring(0, 70),
            key.substring(0, 73) + (key.endsWith("Q") ? "P" : "Q"),
            "hunter2-canary",
            "# only a comment",
        };
        Set<String> said = new LinkedHashSet<>();
        for (String content : bad) {
            Files.writeString(home.keyFile(), content + "\n");
            said.add(message(home.open()));
        }

        assertThat(said)
                .hasSize(bad.length)
                .noneSatisfy(text -> assertThat(text).containsAnyOf("canary", key.substring(20)));
    }

    @Test
    @DisplayName("key_env with two keys and a blank between them, as sops 3.13.0 accepts")
    void takesKeysWithABlankBetweenThem() throws IOException {
        String first =
                Keys.text(Identity.generate()).lines().skip(2).findFirst().orElseThrow();
        String own = Files.readAllLines(home.keyFile()).get(2);
        home.settings.put("key_env", "KEYS");
        home.environment.put("KEYS", first + " " + own);

        assertThat(home.open().read(MEEPA)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:00:00Z", "1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    @DisplayName("F-306: a clock that is wrong by decades still writes what can be read")
    void writesUnderAWrongClock(String now) {
        Home wrong = new Home(folder.resolve("wrong"));
        wrong.pass(java.time.Duration.between(wrong.clock().instant(), java.time.Instant.parse(now)));
        StoreSession session = wrong.open();
        Revision first = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        session.write(MEEPA, Documents.of(2), first);

        assertThat(wrong.open().read(MEEPA)).isPresent();
    }

    @Test
    @DisplayName("F-306: a clock beyond the year 9999 is refused with what to do")
    void refusesAClockThatNoDocumentCanName() {
        Home wrong = new Home(folder.resolve("wrong"));
        wrong.pass(
                java.time.Duration.between(wrong.clock().instant(), java.time.Instant.parse("+10000-01-01T00:00:00Z")));

        assertThatThrownBy(() -> wrong.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("year 9999")
                .hasMessageContaining("set the clock");
    }

    @Test
    @DisplayName("Interrupts at any moment: each write is done, or refused by a type, and no word of a broken disk")
    void doesNotTakeAnInterruptForABrokenDisk() throws Exception {
        StoreSession session = home.open();
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Throwable> wrong = new AtomicReference<>();
        AtomicReference<String> refused = new AtomicReference<>("was interrupted while it waited");
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 150 && wrong.get() == null; i++) {
                started.countDown();
                try {
                    rewrite(session);
                } catch (CredentialLockedException e) {
                    refused.set(String.valueOf(e.getMessage()));
                } catch (RuntimeException e) {
                    wrong.set(e);
                }
                Thread.interrupted();
            }
            stopped.set(true);
        });
        writer.start();
        started.await();
        while (!stopped.get()) {
            writer.interrupt();
            Thread.onSpinWait();
        }
        writer.join();

        assertThat(wrong.get()).isNull();
        assertThat(refused.get()).contains("was interrupted while it waited");
        assertThat(home.open().read(MEEPA)).isPresent();
    }

    private static void rewrite(StoreSession session) {
        session.write(MEEPA, Documents.of(2), session.read(MEEPA).orElseThrow().revision());
    }

    private static String message(StoreSession session) {
        try {
            session.read(MEEPA);
            return "no failure";
        } catch (StoreException | KeyUnavailableException e) {
            return String.valueOf(e.getMessage());
        } catch (CredentialException e) {
            return "another type: " + e;
        }
    }

    private static ScriptedDisk failing(ScriptedDisk.Kind failing, IOException failure) {
        return new ScriptedDisk((kind, path) -> {
            if (kind == failing && path.toString().contains("credentials.json")) {
                throw failure;
            }
            return true;
        });
    }

    /** As sun.nio.fs.UnixException: checked, and thrown by native code that does not declare it. */
    private static final class UndeclaredFailure extends Exception {

        private static final long serialVersionUID = 1L;

        UndeclaredFailure() {
            super("Input/output error");
        }
    }
}
