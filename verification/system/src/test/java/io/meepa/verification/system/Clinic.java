package io.meepa.verification.system;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.DoctorReport;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Secret;
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
final class Clinic implements AutoCloseable {

    static final String RECIPIENTS = "credentials.credential_store.sops.recipients";

    final World world;
    final Map<String, String> variables = new HashMap<>();
    final Map<String, Object> settings = new HashMap<>();
    final String recovery = recipient();

    Clinic(Path folder) {
        world = new World(folder);
        variables.put("AGENTMAIL_API_KEY", world.mail.organisationKeyText());
        variables.put("PRIVACY_API_KEY", world.cards.accountKeyText());
        settings.put(RECIPIENTS, List.of(recovery));
        // A slow machine must not look like an upstream that does not answer.
        settings.put("credentials.email.agentmail.call_timeout", "30s");
        settings.put("credentials.email.agentmail.run_timeout", "60s");
    }

    static String recipient() {
        return Identity.generate().recipient().toString();
    }

    CredentialManager open() {
        CredentialManagerBuilder builder = world.builder().environment(variables::get);
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
        return world.document("meepa");
    }

    Path key() {
        return world.key("meepa");
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
        world.close();
    }
}
