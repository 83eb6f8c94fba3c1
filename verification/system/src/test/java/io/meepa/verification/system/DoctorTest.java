package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.DoctorReport;
import io.meepa.credentials.DoctorReport.Finding;
import io.meepa.credentials.DoctorReport.Severity;
import io.meepa.credentials.sops.SopsLeaf;
import io.meepa.credentials.sops.SopsPath;
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

    private Clinic clinic;

    @BeforeEach
    void start() {
        clinic = new Clinic(folder);
    }

    @AfterEach
    void stop() {
        clinic.close();
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
    @DisplayName("F-15: nothing but remarks on a sound host; no request, no change, no value told")
    void findsNothingOnASoundHost() throws IOException {
        clinic.provision();
        clinic.addLogin("meepa");
        Map<String, String> before = clinic.world.files();
        int requests = clinic.world.mail.requests().size()
                + clinic.world.cards.requests().size();

        DoctorReport report = clinic.doctor();

        assertThat(codes(report)).containsExactlyInAnyOrder("default-namespace", "key-beside-document");
        assertThat(report.healthy()).isTrue();
        assertThat(clinic.world.files()).isEqualTo(before);
        assertThat(clinic.world.mail.requests().size()
                        + clinic.world.cards.requests().size())
                .isEqualTo(requests);
        assertThat(report.toString())
                .doesNotContain(
                        clinic.world.mail.organisationKeyText(), clinic.world.cards.accountKeyText(), "ghp_canary");
    }

    @Test
    @DisplayName("F-15: nothing but remarks before anything was stored")
    void findsNothingOnAnEmptyHost() {
        assertThat(codes(clinic.doctor())).containsExactly("default-namespace");
        assertThat(clinic.world.home).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("F-15: one finding for one fault, and no exception")
    void findsEachFault(Fault fault) throws IOException {
        clinic.provision();
        fault.arrange.spoil(clinic);

        DoctorReport report = clinic.doctor();

        assertThat(faults(report)).containsExactly(fault.code);
        assertThat(report.healthy()).isFalse();
    }

    static Stream<Fault> faults() {
        return Stream.of(files(), keys(), documents(), host()).flatMap(List::stream);
    }

    private static List<Fault> files() {
        return List.of(
                new Fault("an open home", "wide-mode", clinic -> Clinic.mode(clinic.world.home, "rwxrwxr-x")),
                new Fault(
                        "an open folder of agents",
                        "wide-mode",
                        clinic -> Clinic.mode(clinic.world.home.resolve("agents"), "rwxr-xr-x")),
                new Fault(
                        "an agent's open folder",
                        "wide-mode",
                        clinic -> Clinic.mode(clinic.world.folder("meepa"), "rwxr-x---")),
                new Fault("an open document", "wide-mode", clinic -> Clinic.mode(clinic.document(), "rw-r--r--")),
                new Fault("an open key", "wide-key-mode", clinic -> Clinic.mode(clinic.key(), "rw-r-----")),
                new Fault(
                        "agents by a link",
                        "symbolic-link",
                        clinic -> Clinic.link(clinic.world.home.resolve("agents"))),
                new Fault("an agent by a link", "symbolic-link", clinic -> Clinic.link(clinic.world.folder("meepa"))),
                new Fault("a document by a link", "symbolic-link", clinic -> Clinic.link(clinic.document())),
                new Fault("a key by a link", "symbolic-link", clinic -> Clinic.link(clinic.key())),
                new Fault(
                        "a document with a second name",
                        "hard-link",
                        clinic -> Files.createLink(clinic.world.home.resolve("copy"), clinic.document())),
                new Fault("a folder for a document", "odd-file", clinic -> {
                    Files.delete(clinic.document());
                    Files.createDirectory(clinic.document());
                }),
                new Fault(
                        "an old identity file",
                        "legacy-identity",
                        clinic -> Files.writeString(
                                clinic.world.folder("meepa").resolve("identity.json"), "{\"login\": {}}")));
    }

    private static List<Fault> keys() {
        return List.of(
                new Fault("no key", "key-missing", clinic -> Files.delete(clinic.key())),
                new Fault("another key", "key-unavailable", Clinic::otherKey),
                new Fault("no key at all", "key-unavailable", clinic -> Files.writeString(clinic.key(), "nothing\n")),
                new Fault(
                        "another public key",
                        "public-key-mismatch",
                        clinic -> clinic.settings.put(
                                "credentials.credential_store.sops.public_key", Clinic.recipient())),
                new Fault("no recovery", "no-recovery-recipient", clinic -> {
                    clinic.settings.remove(Clinic.RECIPIENTS);
                    clinic.addLogin("meepa");
                }),
                new Fault(
                        "a new recipient",
                        "missing-recipients",
                        clinic -> clinic.settings.put(Clinic.RECIPIENTS, List.of(clinic.recovery, Clinic.recipient()))),
                new Fault("a former recipient", "foreign-recipients", clinic -> {
                    clinic.settings.put(Clinic.RECIPIENTS, List.of(clinic.recovery, Clinic.recipient()));
                    clinic.addLogin("meepa");
                    clinic.settings.put(Clinic.RECIPIENTS, List.of(clinic.recovery));
                }));
    }

    private static List<Fault> documents() {
        return List.of(
                new Fault(
                        "a change without the key",
                        "damaged-document",
                        clinic -> Files.writeString(
                                clinic.document(),
                                Files.readString(clinic.document()).replace("agentmail", "agentnail"))),
                new Fault("half a file", "damaged-document", clinic -> {
                    String whole = Files.readString(clinic.document());
                    Files.writeString(clinic.document(), whole.substring(0, whole.length() / 2));
                }),
                new Fault(
                        "an edit with another tool",
                        "edited-elsewhere",
                        clinic -> clinic.edit(
                                document -> document.with(SopsPath.of("remark"), SopsLeaf.text("by hand")))),
                new Fault(
                        "no seal",
                        "unsealed",
                        clinic -> clinic.edit(document -> document.without(SopsPath.of("seal")))),
                new Fault("a stranger's document", "agent-not-configured", clinic -> clinic.addLogin("gone")));
    }

    private static List<Fault> host() {
        return List.of(
                new Fault(
                        "E-90: a sample secret",
                        "sample-secret",
                        clinic -> clinic.variables.put("DB_PASS", "your-super-secret-and-long-postgres-password")),
                new Fault(
                        "E-90: a sample secret for a provider",
                        "sample-secret",
                        clinic -> clinic.variables.put(
                                "PRIVACY_API_KEY", "your-super-secret-and-long-postgres-password")),
                new Fault("half a login", "half-set", clinic -> clinic.variables.put("SMTP_SERVER", "mail.test")),
                new Fault(
                        "a provider without its key",
                        "missing-variable",
                        clinic -> clinic.variables.remove("PRIVACY_API_KEY")),
                new Fault("keys for tools", "organisation-keys-injected", clinic -> {
                    clinic.settings.put("agent_defaults.image_config.inject_credentials_env", true);
                    clinic.settings.put("credentials.environment.organisation_keys", List.of("AGENTMAIL_API_KEY"));
                }));
    }

    @Test
    @DisplayName("Rule 10: a former copy in the document's place")
    void findsARollback() throws IOException {
        clinic.provision();
        byte[] former = Files.readAllBytes(clinic.document());
        try (CredentialManager manager = clinic.open()) {
            manager.agent("meepa").add(Clinic.login());
            Files.write(clinic.document(), former);

            assertThat(faults(manager.doctor())).containsExactly("rolled-back-document");
        }
    }

    @Test
    @DisplayName("M-17: a category that failed")
    void findsAFailure() {
        clinic.variables.put("PRIVACY_API_KEY", "not-the-key");
        clinic.provision();

        assertThat(faults(clinic.doctor())).containsExactly("failed-credential");
    }

    @Test
    @DisplayName("Several faults are told together, the most severe first")
    void tellsTheMostSevereFirst() throws IOException {
        clinic.provision();
        clinic.variables.put("SMTP_SERVER", "mail.test");
        Files.delete(clinic.key());

        assertThat(codes(clinic.doctor())).containsExactly("key-missing", "half-set", "default-namespace");
    }

    /** Something that goes wrong on hosts. */
    private record Fault(String name, String code, Arrangement arrange) {

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Arrangement {

        void spoil(Clinic clinic) throws IOException;
    }
}
