package io.meepa.verification.benchmarks.measure;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SplittableRandom;

/** A home with an agent of twenty logins, made by the library itself. */
final class SampleHome {

    static final int CREDENTIALS = 20;

    static final AgentId AGENT = AgentId.of("meepa");

    private final Path folder;

    SampleHome(Path folder) {
        this.folder = folder;
    }

    /** Creates the home. */
    static SampleHome create(Path folder) {
        SampleHome home = new SampleHome(folder);
        try (CredentialManager manager = home.manager()) {
            home.fill(manager.agent(AGENT), CREDENTIALS);
        }
        return home;
    }

    CredentialManager manager() {
        return builder().open();
    }

    CredentialManagerBuilder builder() {
        return CredentialManager.builder()
                .home(folder)
                .environment(name -> null)
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "sops");
    }

    void fill(AgentCredentials agent, int credentials) {
        for (int number = 0; number < credentials; number++) {
            agent.add(login(number));
        }
    }

    static AgentCredential login(int number) {
        return login(number, 0);
    }

    /** One of the twenty, as it is after so many changes. */
    static AgentCredential login(int number, int changes) {
        SplittableRandom random = new SplittableRandom(number + 1_000_003L * changes);
        return AgentCredential.login(service(number))
                .item("username", Secret.of("meepa-agent-" + number + "@example.com"), ItemType.USERNAME)
                .item("password", secret(random, 18), ItemType.PASSWORD)
                .item("api_token", secret(random, 30), ItemType.API_TOKEN)
                .metadata(Metadata.empty()
                        .with("url", "https://service-" + number + ".example.com")
                        .with("seat", number))
                .build();
    }

    static CredentialKey key(int number) {
        return CredentialKey.of(Category.LOGIN, service(number));
    }

    private static String service(int number) {
        return "service-" + number;
    }

    private static Secret secret(SplittableRandom random, int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(content));
    }

    Path folder() {
        return folder;
    }

    Path document() {
        return folder.resolve("agents").resolve(AGENT.value()).resolve("credentials.json");
    }

    Path keyFile() {
        return document().resolveSibling("private-key.key");
    }

    Identities identities() throws IOException {
        try (Secret content = Secret.wrap(Files.readAllBytes(keyFile()))) {
            return Identities.parse(content);
        }
    }

    /** The identity as another program takes it: of a throw-away agent. */
    String identityText() throws IOException {
        return Files.readAllLines(keyFile()).stream()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElseThrow();
    }
}
