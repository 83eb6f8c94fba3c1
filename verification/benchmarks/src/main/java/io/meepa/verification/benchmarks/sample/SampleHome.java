package io.meepa.verification.benchmarks.sample;

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
import java.util.stream.IntStream;

/** A home with an agent of twenty logins, made by the library itself. */
public final class SampleHome {

    /** How many logins the agent has. */
    public static final int CREDENTIALS = 20;

    /** The agent. */
    public static final AgentId AGENT = AgentId.of("meepa");

    private final Path folder;

    /**
     * Takes a home that is there, or will be.
     *
     * @param folder its folder
     */
    public SampleHome(Path folder) {
        this.folder = folder;
    }

    /**
     * Creates the home with its agent.
     *
     * @param folder an empty folder
     * @return the home
     */
    public static SampleHome create(Path folder) {
        SampleHome home = new SampleHome(folder);
        try (CredentialManager manager = home.manager()) {
            home.fill(manager.agent(AGENT), CREDENTIALS);
        }
        return home;
    }

    /**
     * Creates the home with an agent of more logins, which are written at once.
     *
     * @param folder an empty folder, or one to be made
     * @param credentials how many
     * @return the home
     * @throws IOException if it cannot be written
     */
    public static SampleHome create(Path folder, int credentials) throws IOException {
        SampleHome home = new SampleHome(Files.createDirectories(folder).resolve("home"));
        PlainDocument plain = PlainDocument.write(
                folder.resolve("plain.json"),
                IntStream.range(0, credentials).mapToObj(SampleHome::login).toList());
        try (CredentialManager manager = home.manager()) {
            plain.importInto(manager.agent(AGENT));
        }
        return home;
    }

    /**
     * Opens a manager on it.
     *
     * @return a manager, to be closed
     */
    public CredentialManager manager() {
        return builder().open();
    }

    /**
     * Creates a builder of managers on it.
     *
     * @return a builder
     */
    public CredentialManagerBuilder builder() {
        return CredentialManager.builder()
                .home(folder)
                .environment(name -> null)
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "sops");
    }

    /**
     * Adds logins to an agent.
     *
     * @param agent the agent
     * @param credentials how many
     */
    public void fill(AgentCredentials agent, int credentials) {
        for (int number = 0; number < credentials; number++) {
            agent.add(login(number));
        }
    }

    /**
     * Creates one of the logins.
     *
     * @param number which
     * @return the login
     */
    public static AgentCredential login(int number) {
        return login(number, 0);
    }

    /**
     * Creates one of the logins as it is after some changes.
     *
     * @param number which
     * @param changes how many changes
     * @return the login
     */
    public static AgentCredential login(int number, int changes) {
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

    /**
     * Returns the address of a login.
     *
     * @param number which
     * @return its address
     */
    public static CredentialKey key(int number) {
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

    /**
     * Returns the home's folder.
     *
     * @return the folder
     */
    public Path folder() {
        return folder;
    }

    /**
     * Returns the agent's document.
     *
     * @return the file
     */
    public Path document() {
        return folder.resolve("agents").resolve(AGENT.value()).resolve("credentials.json");
    }

    /**
     * Returns the agent's key.
     *
     * @return the file
     */
    public Path keyFile() {
        return document().resolveSibling("private-key.key");
    }

    /**
     * Reads the key.
     *
     * @return the identities
     * @throws IOException if it cannot be read
     */
    public Identities identities() throws IOException {
        try (Secret content = Secret.wrap(Files.readAllBytes(keyFile()))) {
            return Identities.parse(content);
        }
    }

    /**
     * Returns the identity as another program takes it: of a throw-away agent.
     *
     * @return the identity
     * @throws IOException if it cannot be read
     */
    public String identityText() throws IOException {
        return Files.readAllLines(keyFile()).stream()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElseThrow();
    }
}
