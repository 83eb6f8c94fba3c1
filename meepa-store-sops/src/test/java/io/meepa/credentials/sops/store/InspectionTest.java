package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F-15: what the file store reports to the doctor. */
class InspectionTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder.resolve("home"));
        home.settings.put("recipients", List.of(Identity.generate().recipient().toString()));
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
    }

    private List<Finding> inspected() {
        StoreSession session = home.open();
        return session.inspect(List.of(MEEPA));
    }

    private List<String> codes() {
        return inspected().stream().map(Finding::code).toList();
    }

    @Test
    void remarksOnTheKeyBesideTheDocumentOnly() {
        assertThat(codes()).containsExactly("key-beside-document");
        assertThat(inspected().get(0).agent()).isEqualTo(Optional.of(MEEPA));
        assertThat(inspected().get(0).subject()).isEqualTo(home.keyFile().toString());
    }

    @Test
    @DisplayName("M-63: nobody but the agent can open its document")
    void findsThatNobodyElseCanOpenIt() {
        home.settings.remove("recipients");
        assertThat(codes()).contains("no-recovery-recipient");
    }

    @Test
    void findsAnotherRule() throws IOException {
        SopsDocument document = home.opened();
        SopsDocument other = SopsDocument.create(
                        EncryptionRule.encryptedRegex("^(value|metadata|details|seal|name)$"),
                        List.of(home.identities().recipients().get(0)))
                .withTree(document.tree());
        Files.write(home.document(), other.save(home.clock().instant()));
        assertThat(codes()).contains("other-rule");
    }

    @Test
    @DisplayName("R11: modes, each with its remedy")
    void findsWideModes() throws IOException {
        Files.setPosixFilePermissions(home.document(), PosixFilePermissions.fromString("rw-r-----"));
        Files.setPosixFilePermissions(home.keyFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(inspected())
                .extracting(Finding::toString)
                .anyMatch(line -> line.startsWith("warning wide-mode") && line.endsWith("chmod 600 " + home.document()))
                .anyMatch(
                        line -> line.startsWith("error wide-key-mode") && line.endsWith("chmod 600 " + home.keyFile()));
    }

    @Test
    @DisplayName("A document that cannot be opened is left to its next reader")
    void doesNotFailOverADamagedDocument() {
        home.put("{");
        assertThat(codes()).containsExactly("key-beside-document");
    }

    @Test
    void findsNothingOfAnAgentWithoutADocument() throws IOException {
        Files.delete(home.document());
        Files.delete(home.keyFile());
        assertThat(inspected()).isEmpty();
    }
}
