package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.sealed.SealedDocuments;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-404, F-405: recipients come from the configuration and from our own seal, and rekey alone removes one")
class KeptRecipientsTest {

    private static final SopsPath SEAL = SopsPath.of("seal");

    @TempDir
    Path folder;

    private final Identity recovery = Identity.generate();
    private Home home;

    @BeforeEach
    void writesADocumentWithARecoveryRecipient() {
        home = new Home(folder.resolve("home"));
        home.settings.put("recipients", List.of(recovery.recipient().toString()));
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
    }

    @Test
    void keepsTheRecoveryRecipientWhenAProgramRunsOnceWithoutItsConfiguration() {
        home.settings.remove("recipients");
        write(2);

        assertThat(recipients()).contains(recovery.recipient().toString());
        assertThat(SopsDocument.open(Home.bytes(home.document()), Identities.of(recovery))
                        .keyEntries())
                .hasSize(2);
    }

    @Test
    void reportsARecipientThatItKeeps() {
        home.settings.remove("recipients");
        StoreSession session = home.open();
        session.read(MEEPA);

        assertThat(home.codes()).containsExactly("kept-recipients");
        assertThat(session.inspect(List.of(MEEPA)))
                .filteredOn(finding -> finding.code().equals("kept-recipients"))
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains(recovery.recipient().toString(), "rekey");
    }

    @Test
    void removesItByRekeyAlone() {
        home.settings.remove("recipients");
        write(2);
        RekeyReport report = home.open().rekey(MEEPA);

        assertThat(report.removed()).containsExactly(recovery.recipient().toString());
        assertThat(recipients()).doesNotContain(recovery.recipient().toString());
        home.notices.clear();
        write(3);
        assertThat(home.notices).isEmpty();
    }

    @Test
    void dropsWhomSomebodyAddedToTheFile() throws IOException {
        Identity foreign = Identity.generate();
        SopsDocument document = home.opened();
        Files.write(
                home.document(),
                document.rekeying(List.of(
                                home.identities().recipients().get(0), recovery.recipient(), foreign.recipient()))
                        .apply(home.identities())
                        .save(home.clock().instant()));
        write(2);

        assertThat(home.codes()).contains("foreign-recipients").doesNotContain("kept-recipients");
        assertThat(recipients()).hasSize(2).doesNotContain(foreign.recipient().toString());
    }

    @Test
    @DisplayName("A document sealed before seals named recipients: as the configuration says, with the notice")
    void followsTheConfigurationForADocumentSealedBefore() throws IOException {
        SopsDocument document = home.opened();
        byte[] macIv = new byte[32];
        String former = ((SopsLeaf) document.find(SEAL).orElseThrow())
                .reveal()
                .replaceAll(" recipients=.*", "")
                .replaceAll("mac-iv=[0-9a-f]*", "mac-iv=" + "00".repeat(32));
        Files.write(
                home.document(),
                document.with(SEAL, SopsLeaf.text(former)).save(home.clock().instant(), macIv));
        home.settings.remove("recipients");
        write(2);

        assertThat(home.codes()).containsExactly("foreign-recipients");
        assertThat(recipients()).doesNotContain(recovery.recipient().toString());
        assertThat(home.opened().rule()).isEqualTo(SealedDocuments.RULE);
    }

    @Test
    @DisplayName("Recovery: a new key, the recovery key below it, rekey")
    void recoversWithANewKeyAboveTheRecoveryKey() throws IOException {
        Identity lost = home.identities().all().get(0);
        Identity next = Identity.generate();
        Files.delete(home.keyFile());
        Keys.keep(home.keyFile(), next, recovery);
        StoreSession session = home.open();
        assertThat(session.read(MEEPA)).isPresent();
        RekeyReport report = session.rekey(MEEPA);
        Files.delete(home.keyFile());
        Keys.keep(home.keyFile(), next);

        assertThat(report.added()).containsExactly(next.recipient().toString());
        assertThat(report.removed()).containsExactly(lost.recipient().toString());
        assertThat(recipients())
                .containsExactlyInAnyOrder(
                        next.recipient().toString(), recovery.recipient().toString());
        write(3);
        assertThat(home.open().read(MEEPA)).isPresent();
    }

    private void write(int credentials) {
        StoreSession session = home.open();
        session.write(
                MEEPA,
                Documents.of(credentials),
                session.read(MEEPA).orElseThrow().revision());
    }

    private List<String> recipients() {
        return home.opened().keyEntries().stream().map(KeyEntry::recipient).toList();
    }
}
