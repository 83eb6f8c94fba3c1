package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F-15, M-63, E-90: each fault is one finding with its code; a sound host has none. */
class DoctorTest {

    @TempDir
    Path folder;

    private DoctorFixture fixture;

    @BeforeEach
    void start() {
        fixture = new DoctorFixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static List<String> codes(DoctorReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }

    private static List<String> faults(DoctorReport report) {
        return report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(Finding::code)
                .toList();
    }

    @Test
    @DisplayName("F-15: nothing but remarks on a sound host; no request, no change, no value shown")
    void findsNothingOnASoundHost() throws IOException {
        fixture.provision();
        fixture.addLogin("meepa");
        Map<String, String> before = fixture.installation.files();
        int requests = fixture.installation.mail.requests().size()
                + fixture.installation.cards.requests().size();

        DoctorReport report = fixture.doctor();

        assertThat(codes(report)).containsExactlyInAnyOrder("default-namespace", "key-beside-document");
        assertThat(report.ok()).isTrue();
        assertThat(fixture.installation.files()).isEqualTo(before);
        assertThat(fixture.installation.mail.requests().size()
                        + fixture.installation.cards.requests().size())
                .isEqualTo(requests);
        assertThat(report.toString())
                .doesNotContain(
                        fixture.installation.mail.organisationKeyText(),
                        fixture.installation.cards.accountKeyText(),
                        "ghp_canary");
    }

    @Test
    @DisplayName("A default installation that works is in order: that it has no recovery key is advice")
    void findsADefaultInstallationInOrder() {
        fixture.settings.remove(DoctorFixture.RECIPIENTS);
        fixture.provision();

        DoctorReport report = fixture.doctor();

        assertThat(codes(report))
                .containsExactlyInAnyOrder("default-namespace", "key-beside-document", "no-recovery-recipient");
        assertThat(report.ok()).isTrue();
    }

    @Test
    @DisplayName("F-15: nothing but remarks before anything was stored, the next step among them")
    void givesTheNextStepOnAnEmptyHost() {
        assertThat(codes(fixture.doctor())).containsExactly("default-namespace", "first-run");
        assertThat(fixture.installation.home).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("F-15: one finding for one fault, and no exception")
    void findsEachFault(Fault fault) throws IOException {
        fixture.provision();
        fault.arrange.spoil(fixture);

        DoctorReport report = fixture.doctor();

        assertThat(faults(report)).containsExactly(fault.code);
        assertThat(report.ok()).isFalse();
    }

    static Stream<Fault> faults() {
        return Stream.of(files(), keys(), documents(), host()).flatMap(List::stream);
    }

    private static List<Fault> files() {
        return List.of(
                new Fault(
                        "an open home",
                        "wide-mode",
                        fixture -> DoctorFixture.mode(fixture.installation.home, "rwxrwxr-x")),
                new Fault(
                        "an open folder of agents",
                        "wide-mode",
                        fixture -> DoctorFixture.mode(fixture.installation.home.resolve("agents"), "rwxr-xr-x")),
                new Fault(
                        "an agent's open folder",
                        "wide-mode",
                        fixture -> DoctorFixture.mode(fixture.installation.folder("meepa"), "rwxr-x---")),
                new Fault(
                        "an open document",
                        "wide-mode",
                        fixture -> DoctorFixture.mode(fixture.document(), "rw-r--r--")),
                new Fault("an open key", "wide-key-mode", fixture -> DoctorFixture.mode(fixture.key(), "rw-r-----")),
                new Fault(
                        "agents by a link",
                        "symbolic-link",
                        fixture -> DoctorFixture.link(fixture.installation.home.resolve("agents"))),
                new Fault(
                        "an agent by a link",
                        "symbolic-link",
                        fixture -> DoctorFixture.link(fixture.installation.folder("meepa"))),
                new Fault("a document by a link", "symbolic-link", fixture -> DoctorFixture.link(fixture.document())),
                new Fault("a key by a link", "symbolic-link", fixture -> DoctorFixture.link(fixture.key())),
                new Fault(
                        "a document with a second name",
                        "hard-link",
                        fixture -> Files.createLink(fixture.installation.home.resolve("copy"), fixture.document())),
                new Fault("a folder for a document", "odd-file", fixture -> {
                    Files.delete(fixture.document());
                    Files.createDirectory(fixture.document());
                }),
                new Fault(
                        "an old identity file",
                        "legacy-identity",
                        fixture -> Files.writeString(
                                fixture.installation.folder("meepa").resolve("identity.json"), "{\"login\": {}}")));
    }

    private static List<Fault> keys() {
        return List.of(
                new Fault("no key", "key-missing", fixture -> Files.delete(fixture.key())),
                new Fault("another key", "key-unavailable", DoctorFixture::otherKey),
                new Fault("no key at all", "key-unavailable", fixture -> Files.writeString(fixture.key(), "nothing\n")),
                new Fault(
                        "another public key",
                        "public-key-mismatch",
                        fixture -> fixture.settings.put(
                                "credentials.credential_store.sops.public_key", DoctorFixture.recipient())),
                new Fault(
                        "a new recipient",
                        "missing-recipients",
                        fixture -> fixture.settings.put(
                                DoctorFixture.RECIPIENTS, List.of(fixture.recovery, DoctorFixture.recipient()))),
                new Fault("a former recipient", "kept-recipients", fixture -> {
                    fixture.settings.put(
                            DoctorFixture.RECIPIENTS, List.of(fixture.recovery, DoctorFixture.recipient()));
                    fixture.addLogin("meepa");
                    fixture.settings.put(DoctorFixture.RECIPIENTS, List.of(fixture.recovery));
                }));
    }

    private static List<Fault> documents() {
        return List.of(
                new Fault(
                        "a change without the key",
                        "damaged-document",
                        fixture -> Files.writeString(
                                fixture.document(),
                                Files.readString(fixture.document()).replace("agentmail", "agentnail"))),
                new Fault("half a file", "damaged-document", fixture -> {
                    String whole = Files.readString(fixture.document());
                    Files.writeString(fixture.document(), whole.substring(0, whole.length() / 2));
                }),
                new Fault(
                        "an edit with another tool",
                        "edited-elsewhere",
                        fixture -> fixture.edit(
                                document -> document.with(SopsPath.of("remark"), SopsLeaf.text("by hand")))),
                new Fault(
                        "no seal",
                        "unsealed",
                        fixture -> fixture.edit(document -> document.without(SopsPath.of("seal")))),
                new Fault("a stranger's document", "agent-not-configured", fixture -> fixture.addLogin("gone")));
    }

    private static List<Fault> host() {
        return List.of(
                new Fault(
                        "E-90: a sample secret",
                        "sample-secret",
                        fixture -> fixture.variables.put("DB_PASS", "your-super-secret-and-long-postgres-password")),
                new Fault(
                        "E-90: a sample secret for a provider",
                        "sample-secret",
                        fixture -> fixture.variables.put(
                                "PRIVACY_API_KEY", "your-super-secret-and-long-postgres-password")),
                new Fault("half a login", "half-set", fixture -> fixture.variables.put("SMTP_SERVER", "mail.test")),
                new Fault(
                        "a provider without its key",
                        "missing-variable",
                        fixture -> fixture.variables.remove("PRIVACY_API_KEY")),
                new Fault("keys for tools", "organisation-keys-injected", fixture -> {
                    fixture.settings.put("agent_defaults.image_config.inject_credentials_env", true);
                    fixture.settings.put("credentials.environment.organisation_keys", List.of("AGENTMAIL_API_KEY"));
                }));
    }

    @Test
    @DisplayName("R10: a former copy in the document's place")
    void findsARollback() throws IOException {
        fixture.provision();
        byte[] former = Files.readAllBytes(fixture.document());
        try (CredentialManager manager = fixture.open()) {
            manager.agent("meepa").add(DoctorFixture.login());
            Files.write(fixture.document(), former);

            assertThat(faults(manager.doctor())).containsExactly("rolled-back-document");
        }
    }

    @Test
    @DisplayName("M-17: a category that failed")
    void findsAFailure() {
        fixture.variables.put("PRIVACY_API_KEY", "not-the-key");
        fixture.provision();

        assertThat(faults(fixture.doctor())).containsExactly("failed-credential");
    }

    @Test
    @DisplayName("Several faults are reported together, the most severe first")
    void reportsTheMostSevereFirst() throws IOException {
        fixture.provision();
        fixture.variables.put("SMTP_SERVER", "mail.test");
        Files.delete(fixture.key());

        assertThat(codes(fixture.doctor())).containsExactly("key-missing", "half-set", "default-namespace");
    }

    /** Something that goes wrong on hosts. */
    private record Fault(String name, String code, Arrangement arrange) {

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Arrangement {

        void spoil(DoctorFixture fixture) throws IOException;
    }
}
