package io.meepa.verification.system;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.SopsDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A host that is set up well, and ways to spoil it. */
final class DoctorFixture implements AutoCloseable {

    static final String RECIPIENTS = "credentials.credential_store.sops.recipients";

    final Installation installation;
    final Map<String, String> variables = new HashMap<>();
    final Map<String, Object> settings = new HashMap<>();
    final String recovery = recipient();

    DoctorFixture(Path folder) {
        installation = new Installation(folder);
        variables.put("AGENTMAIL_API_KEY", installation.mail.organisationKeyText());
        variables.put("PRIVACY_API_KEY", installation.cards.accountKeyText());
        settings.put(RECIPIENTS, List.of(recovery));
        // A slow machine must not look like an upstream that does not answer.
        settings.put("credentials.email.agentmail.call_timeout", "30s");
        settings.put("credentials.email.agentmail.run_timeout", "60s");
    }

    static String recipient() {
        return Identity.generate().recipient().toString();
    }

    CredentialManager open() {
        CredentialManagerBuilder builder = installation.builder().environment(variables::get);
        settings.forEach(builder::set);
        return builder.open();
    }

    void provision() {
        try (CredentialManager manager = open()) {
            manager.agent("meepa").provision();
        }
    }

    void addLogin(String agent) {
        try (CredentialManager manager = open()) {
            manager.agent(agent).add(login());
        }
    }

    void rekey(String agent) {
        try (CredentialManager manager = open()) {
            manager.agent(agent).storage().rekey();
        }
    }

    static AgentCredential login() {
        return AgentCredential.of(Category.LOGIN, "github")
                .item("token", Secret.of("ghp_canary_doctor_1"), ItemType.API_TOKEN)
                .build();
    }

    DoctorReport doctor() {
        try (CredentialManager manager = open()) {
            return manager.doctor();
        }
    }

    Path document() {
        return installation.document("meepa");
    }

    Path key() {
        return installation.key("meepa");
    }

    static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Moves what is there aside and leads to it by a link. */
    static void link(Path path) throws IOException {
        Path aside = path.resolveSibling("." + path.getFileName());
        Files.move(path, aside);
        Files.createSymbolicLink(path, aside);
    }

    /** Changes the document as another holder of its key would. */
    void edit(UnaryOperator<SopsDocument> change) throws IOException {
        SopsDocument opened =
                SopsDocument.open(Files.readAllBytes(document()), Identities.parse(Files.readAllBytes(key())));
        Files.write(document(), change.apply(opened).save(Instant.parse("2026-11-21T10:00:00Z")));
    }

    void otherKey() throws IOException {
        try (Secret content = Identity.generate().file(Instant.parse("2026-11-21T10:00:00Z"))) {
            Files.writeString(key(), content.reveal());
        }
    }

    @Override
    public void close() {
        installation.close();
    }
}
