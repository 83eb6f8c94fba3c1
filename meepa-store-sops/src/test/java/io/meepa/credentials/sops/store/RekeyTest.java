package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Documents.show;
import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.disk.ScriptedDisk;
import io.meepa.credentials.sops.sealed.SealedDocuments;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R9: a new data key on demand, for the configured recipients. */
class RekeyTest {

    private static final String PGP = "\"pgp\": [{\"created_at\": \"2020-01-01T00:00:00Z\","
            + " \"enc\": \"-----BEGIN PGP MESSAGE-----\", \"fp\": \"85D77543B3D624B63CEA9E6DBC17301B491B3F21\"}],\n";
    private static final Pattern ENCRYPTED = Pattern.compile("ENC\\[[^]]*]");

    private final Identity former = Identity.generate();
    private final Identity recovery = Identity.generate();

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void writesADocumentForAFormerRecipient() {
        home = new Home(folder.resolve("home"));
        home.settings.put("recipients", List.of(former.recipient().toString()));
        home.open().write(MEEPA, Documents.of(2), Revision.ABSENT);
        home.settings.put("recipients", List.of(recovery.recipient().toString()));
    }

    @Test
    void locksOutWhoWasRemovedAndLetsInWhoWasAdded() {
        RekeyReport report = home.open().rekey(MEEPA);
        assertThat(report.done()).isTrue();
        assertThat(report.added()).containsExactly(recovery.recipient().toString());
        assertThat(report.removed()).containsExactly(former.recipient().toString());
        assertThat(report.kept()).hasSize(1);
        byte[] file = Home.bytes(home.document());
        assertThatThrownBy(() -> SopsDocument.open(file, only(former))).isInstanceOf(KeyUnavailableException.class);
        assertThat(SopsDocument.open(file, only(recovery)).tree()).isNotNull();
        assertThat(read()).isEqualTo(show(Documents.of(2)));
    }

    @Test
    void changesNoByteInADryRun() {
        byte[] before = Home.bytes(home.document());
        ScriptedDisk disk = ScriptedDisk.recording();
        RekeyReport report = home.open(disk).rekeyPlan(MEEPA);
        assertThat(report.done()).isFalse();
        assertThat(report.removed()).containsExactly(former.recipient().toString());
        assertThat(disk.changes()).isEmpty();
        assertThat(Home.bytes(home.document())).isEqualTo(before);
    }

    @Test
    void usesNoCiphertextAgain() {
        List<String> before = ciphertexts();
        home.open().rekey(MEEPA);
        assertThat(before).hasSizeGreaterThan(10);
        assertThat(ciphertexts()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
    }

    @Test
    void showsOtherSessionsTheNewFileWithoutANotice() {
        StoreSession other = home.open();
        Revision before = other.read(MEEPA).orElseThrow().revision();
        StoreSession session = home.open();
        session.rekey(MEEPA);
        assertThat(other.read(MEEPA).orElseThrow().revision())
                .isEqualTo(session.read(MEEPA).orElseThrow().revision())
                .isNotEqualTo(before);
        home.notices.clear();
        assertThat(read()).isEqualTo(show(Documents.of(2)));
        assertThat(home.codes()).isEmpty();
    }

    @Test
    @DisplayName("Lock-out guard: whom the configuration names must include a key that we hold")
    void refusesToLockItsAgentOut() {
        byte[] before = Home.bytes(home.document());
        home.settings.put("public_key", former.recipient().toString());
        StoreSession session = home.open();
        assertThatThrownBy(() -> session.rekey(MEEPA))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("agent meepa", "nothing was written", "public_key");
        assertThat(Home.bytes(home.document())).isEqualTo(before);
    }

    @Test
    void refusesWhileThereAreEntriesItCannotMake() {
        home.put(home.text().replace("\"age\": [", PGP + "\"age\": ["));
        byte[] before = Home.bytes(home.document());
        StoreSession session = home.open();
        assertThat(session.rekeyPlan(MEEPA).blockers())
                .singleElement()
                .asString()
                .contains("pgp", "sops updatekeys");
        assertThatThrownBy(() -> session.rekey(MEEPA))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("agent meepa", "nothing was changed", "pgp", "sops updatekeys");
        assertThat(Home.bytes(home.document())).isEqualTo(before);
    }

    @Test
    void putsAFileOfAnotherToolIntoOurFormToo() {
        SopsNode.Fields tree = home.opened().without(SopsPath.of("seal")).tree();
        byte[] made = SopsDocument.create(
                        EncryptionRule.standard(), home.identities().recipients())
                .withTree(tree)
                .save(Instant.EPOCH);
        home.put(new String(made, StandardCharsets.UTF_8));
        home.open().rekey(MEEPA);
        home.notices.clear();
        assertThat(read()).isEqualTo(show(Documents.of(2)));
        assertThat(home.codes()).isEmpty();
        assertThat(home.opened().rule()).isEqualTo(SealedDocuments.RULE);
    }

    @Test
    void refusesAnAgentWithoutADocument() {
        assertThatThrownBy(() -> new Home(folder.resolve("none")).open().rekey(MEEPA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not there yet");
    }

    @Test
    void leavesAReadableDocumentWhicheverOperationFails() {
        int failing = 1;
        while (failsAt(failing)) {
            assertThat(read()).as("operation " + failing).isEqualTo(show(Documents.of(2)));
            failing++;
        }
        assertThat(failing).isGreaterThan(15);
        assertThat(read()).isEqualTo(show(Documents.of(2)));
    }

    private boolean failsAt(int failing) {
        AtomicInteger operations = new AtomicInteger();
        ScriptedDisk disk = new ScriptedDisk((kind, path) -> {
            if (operations.incrementAndGet() == failing) {
                throw new IOException("Input/output error");
            }
            return true;
        });
        try {
            home.open(disk).rekey(MEEPA);
        } catch (CredentialException e) {
            assertThat(operations).hasValueGreaterThanOrEqualTo(failing);
        }
        return operations.get() >= failing;
    }

    private List<String> ciphertexts() {
        return ENCRYPTED.matcher(home.text()).results().map(MatchResult::group).toList();
    }

    private String read() {
        return show(home.open().read(MEEPA).orElseThrow().content());
    }

    private static Identities only(Identity identity) {
        return Identities.parse(identity.file(Instant.EPOCH));
    }
}
