package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.key.KeyCommand;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makesAHome() {
        home = new Home(folder.resolve("home"));
    }

    @Test
    @DisplayName("M-54, M-33: a key pair in the form of age-keygen is made at the first write, 0600, and only then")
    void makesAKeyPairAtTheFirstWrite() throws IOException {
        StoreSession session = home.open();
        session.read(MEEPA);
        session.agents();
        assertThat(home.path).doesNotExist();
        Revision first = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        List<String> lines = Files.readAllLines(home.keyFile());
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("# created: 2026-11-21T09:00:00Z");
        assertThat(lines.get(1)).startsWith("# public key: age1");
        assertThat(lines.get(2)).startsWith("AGE-SECRET-KEY-1");
        session.write(MEEPA, Documents.of(2), first);
        assertThat(Files.readAllLines(home.keyFile())).isEqualTo(lines);
    }

    @Test
    @DisplayName("M-54: threads of many sessions that race make one key pair")
    void makesOneKeyPairInARace() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StoreSession session = home.open();
            writers.add(() -> {
                try {
                    session.write(MEEPA, Documents.of(1), Revision.ABSENT);
                    return true;
                } catch (io.meepa.credentials.spi.store.RevisionConflictException e) {
                    return false;
                }
            });
        }
        int written = 0;
        for (Future<Boolean> result : threads.invokeAll(writers)) {
            written += result.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(written).isEqualTo(1);
        assertThat(home.open().read(MEEPA)).isPresent();
    }

    @Test
    @DisplayName("M-54: agents that share a key file and race make one key pair")
    void makesOneKeyPairForAgentsThatShareAFile() throws Exception {
        home.settings.put("key_file", "shared.key");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Revision>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StoreSession session = home.open();
            AgentId agent = AgentId.of("agent-" + i);
            writers.add(() -> session.write(agent, Documents.of(1), Revision.ABSENT));
        }
        for (Future<Revision> result : threads.invokeAll(writers)) {
            result.get();
        }
        threads.shutdown();
        for (int i = 0; i < 8; i++) {
            assertThat(home.open().read(AgentId.of("agent-" + i))).isPresent();
        }
    }

    @Test
    void usesAKeyFileThatIsThereAlready() throws IOException {
        Identity own = Identity.generate();
        keep(home.keyFile(), own);
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(home.opened().keyEntries().get(0).recipient())
                .isEqualTo(own.recipient().toString());
    }

    @Test
    @DisplayName("key_file: {id} stands for the agent, ~ for the user's home")
    void findsKeyFilesElsewhere() throws IOException {
        home.settings.put("key_file", folder.resolve("keys/{id}.key").toString());
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        home.open().write(AgentId.of("other"), Documents.of(1), Revision.ABSENT);
        assertThat(folder.resolve("keys").toFile().list()).containsExactlyInAnyOrder("meepa.key", "other.key");
        assertThat(home.keyFile()).doesNotExist();
        assertThat(home.open().read(MEEPA)).isPresent();

        home.settings.put("key_file", "~/no-such-folder-of-meepa/{id}.key");
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining(System.getProperty("user.home") + "/no-such-folder-of-meepa/meepa.key");
    }

    @Test
    @DisplayName("M-64: a lost key is an error that names what is missing, and the file stays")
    void namesTheKeyFileThatIsMissing() throws IOException {
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        Files.delete(home.keyFile());
        byte[] before = Home.bytes(home.document());
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining(home.keyFile().toString())
                .hasMessageContaining("backup");
        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(2), Revision.ABSENT))
                .isInstanceOf(KeyUnavailableException.class);
        assertThat(home.document()).hasBinaryContent(before);
        assertThat(home.keyFile()).as("no new key hides the loss").doesNotExist();
    }

    @Test
    @DisplayName("M-64: a file for others says which recipient is needed, and stays")
    void namesTheRecipientThatIsNeeded() throws IOException {
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        String needed = home.identities().recipients().get(0).toString();
        byte[] before = Home.bytes(home.document());
        Files.delete(home.keyFile());
        keep(home.keyFile(), Identity.generate());
        for (Revision revision : List.of(Revision.ABSENT, new Revision("x"))) {
            assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(2), revision))
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessageContaining(needed)
                    .hasMessageContaining("key file " + home.keyFile());
        }
        assertThat(home.document()).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rwx-----x"})
    @DisplayName("M-33: a key file that others may use is refused, with the remedy")
    void refusesAKeyFileOpenToOthers(String mode) throws IOException {
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        Files.setPosixFilePermissions(home.keyFile(), PosixFilePermissions.fromString(mode));
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("chmod 600 " + home.keyFile());
        Files.setPosixFilePermissions(home.keyFile(), PosixFilePermissions.fromString("r--------"));
        assertThat(home.open().read(MEEPA)).isPresent();
    }

    @Test
    void refusesAKeyFileThatHoldsNoKey() throws IOException {
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        Files.writeString(home.keyFile(), "canary-canary\n");
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining(home.keyFile().toString())
                .hasMessageNotContaining("canary-canary");
    }

    @Test
    @DisplayName("M-32: a pinned public key is the recipient")
    void writesToThePinnedPublicKey() throws IOException {
        Identity former = Identity.generate();
        Identity pinned = Identity.generate();
        keep(home.keyFile(), former, pinned);
        home.settings.put("public_key", pinned.recipient().toString());
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(home.opened().keyEntries()).hasSize(1);
        assertThat(home.opened().keyEntries().get(0).recipient())
                .isEqualTo(pinned.recipient().toString());
    }

    @Test
    @DisplayName("M-32: a pinned public key that does not fit the private key refuses the write")
    void refusesToWriteWhenThePinnedPublicKeyDoesNotFit() throws IOException {
        Revision first = home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        byte[] before = Home.bytes(home.document());
        home.settings.put("public_key", Identity.generate().recipient().toString());
        assertThat(home.open().read(MEEPA)).isPresent();
        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(2), first))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("public_key");
        assertThat(home.document()).hasBinaryContent(before);
    }

    @Test
    void makesNoKeyPairBesideAPinnedPublicKey() {
        home.settings.put("public_key", Identity.generate().recipient().toString());
        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(KeyUnavailableException.class);
        assertThat(home.keyFile()).doesNotExist();
        assertThat(home.document()).doesNotExist();
    }

    @Test
    @DisplayName(
            "Rotation: a new first key is written to at the next write; the former one reads until rekey removes it")
    void rotatesToANewKey() throws IOException {
        StoreSession session = home.open();
        Revision revision = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        Identity former = home.identities().all().get(0);
        Identity next = Identity.generate();
        Files.delete(home.keyFile());
        keep(home.keyFile(), next, former);
        session.write(MEEPA, Documents.of(2), revision);
        for (Identity either : List.of(former, next)) {
            assertThat(io.meepa.credentials.sops.SopsDocument.open(Home.bytes(home.document()), Identities.of(either))
                            .keyEntries())
                    .hasSize(2);
        }
        assertThat(home.notices).isEmpty();
        session.rekey(MEEPA);
        Files.delete(home.keyFile());
        keep(home.keyFile(), next);
        assertThat(home.open().read(MEEPA)).isPresent();
        assertThat(home.notices).isEmpty();
        assertThatThrownBy(() ->
                        io.meepa.credentials.sops.SopsDocument.open(Home.bytes(home.document()), Identities.of(former)))
                .isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    @DisplayName("key_env: identities in an environment variable, no key file")
    void readsIdentitiesFromTheEnvironment() {
        home.settings.put("key_env", "MEEPA_KEYS");
        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("MEEPA_KEYS");
        home.environment.put("MEEPA_KEYS", text(Identity.generate()));
        StoreSession session = home.open();
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(home.keyFile()).doesNotExist();
        assertThat(home.open().read(MEEPA)).isPresent();
        home.environment.put("MEEPA_KEYS", text(Identity.generate()));
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("environment variable MEEPA_KEYS");
    }

    @Test
    @DisplayName("key_command: identities printed by a command, run without a shell")
    void readsIdentitiesFromACommand() throws IOException {
        Path keys = folder.resolve("keys; touch meepa");
        keep(keys, Identity.generate());
        home.settings.put("key_command", List.of("cat", keys.toString().replace("meepa", "{id}")));
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(home.open().read(MEEPA)).isPresent();
        assertThat(home.keyFile()).doesNotExist();
    }

    @Test
    void asksTheCommandAgainWhenItsKeysNoLongerFit() throws IOException {
        Path keys = folder.resolve("keys");
        Identity former = Identity.generate();
        Identity next = Identity.generate();
        keep(keys, former);
        home.settings.put("key_command", List.of("cat", keys.toString()));
        StoreSession session = home.open();
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        Files.delete(keys);
        keep(keys, next, former);
        StoreSession other = home.open();
        other.write(MEEPA, Documents.of(2), other.read(MEEPA).orElseThrow().revision());
        assertThat(session.read(MEEPA)).isPresent();
    }

    @Test
    void reportsACommandThatFailsWithoutItsWords() {
        for (List<String> command : List.of(
                List.of("false", "canary"), List.of("no-such-program-canary", "canary"), List.of("yes", "canary"))) {
            home.settings.put("key_command", command);
            assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessageContaining("key command " + command.get(0))
                    .hasMessageNotContaining(" canary");
        }
    }

    @Test
    @DisplayName("The time of a command is for all of it: what it prints, and its end")
    void countsTheTimeOfACommandOnce() {
        // Says all at once, and ends later: in time only if its end had a time of its own.
        List<String> words = List.of("sh", "-c", "echo key; exec >&-; sleep 2");
        Duration hour = Duration.ofHours(1);
        AtomicLong readings = new AtomicLong();
        var command = new KeyCommand(words, hour, () -> readings.getAndIncrement() * hour.toNanos());

        assertThatThrownBy(() -> command.read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("took longer than 3600 s");
    }

    @Test
    void stopsACommandThatTakesTooLong() {
        var command = new KeyCommand(List.of("sleep", "1000"), Duration.ofMillis(50));
        assertThatThrownBy(() -> command.read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("took longer");
    }

    @Test
    void readsEverySettingWhenItOpens() {
        home.settings.put("public_key", Identity.generate().recipient().toString());
        home.settings.put("recipients", List.of(Identity.generate().recipient().toString()));
        home.settings.put("key_file", "{id}.key");
        home.settings.put("lock_timeout", "2s");
        StoreContext context = home.context();
        new SopsFileStore().open(context).close();
        assertThat(context.settings().unread()).isEmpty();
        assertThat(context.settings().known())
                .containsExactlyInAnyOrder(
                        "public_key",
                        "recipients",
                        "key_file",
                        "key_env",
                        "key_command",
                        "lock_timeout",
                        "network_folder");
    }

    @Test
    void refusesWrongSettingsWithTheirPath() {
        refused("public_key", "age1nonsense");
        refused("recipients", List.of("ssh-ed25519 AAAA"));
        refused("key_env", "AGE-SECRET-KEY-1CANARY");
        refused("key_command", List.of());
        refused("lock_timeout", "soon");
        home.settings.put("key_env", "KEYS");
        refused("key_file", "x.key");
    }

    @Test
    @DisplayName("The key file is one that age-keygen reads")
    void makesAKeyFileThatAgeReads() throws Exception {
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        Process process;
        try {
            process = new ProcessBuilder("age-keygen", "-y", home.keyFile().toString()).start();
        } catch (IOException e) {
            assumeThat(false).as("needs the program age-keygen").isTrue();
            return;
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed.strip())
                .isEqualTo(home.identities().recipients().get(0).toString());
    }

    private void refused(String key, Object value) {
        home.settings.put(key, value);
        assertThatThrownBy(() -> home.open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("credentials.credential_store.sops.")
                .hasMessageNotContaining("CANARY");
        home.settings.remove(key);
    }

    private void keep(Path file, Identity... identities) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        for (Identity identity : identities) {
            Files.writeString(file, text(identity), java.nio.file.StandardOpenOption.APPEND);
        }
    }

    private String text(Identity identity) {
        try (Secret content = identity.file(home.clock().instant())) {
            return content.reveal();
        }
    }
}
