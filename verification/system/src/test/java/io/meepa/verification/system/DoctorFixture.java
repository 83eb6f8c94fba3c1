package io.meepa.verification.system;

import io.meepa.credentials.AgentCredentials;
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
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.store.CredentialStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A host that is set up well, and ways to spoil it. */
final class DoctorFixture implements AutoCloseable {

    static final String RECIPIENTS = "credentials.credential_store.sops.recipients";

    private static final String WIRE_LOG = "jdk.httpclient.HttpClient.log";

    private static final String SHARED_KEY = "MEEPA_AGE_KEY";

    private static final SopsPath SEAL = SopsPath.of("seal");

    static final String LOGIN_TOKEN = "ghp_canary_doctor_1";

    final Installation installation;
    final Map<String, String> variables = new HashMap<>();
    final Map<String, Object> settings = new HashMap<>();
    final Identity recoveryKey = Identity.generate();
    final String recovery = recoveryKey.recipient().toString();

    /** The configuration file of a host that sets nothing in code, if it is one. */
    @Nullable
    Path configuration;

    /** Plug-ins of a case's own. */
    final List<CredentialProvider> providers = new ArrayList<>();

    private @Nullable CredentialStore store;

    private @Nullable CredentialManager held;

    /** Where the documents are, if not in files. */
    private @Nullable Rows rows;

    /** The key of all agents, if each has none of its own in a file. */
    private @Nullable Identity shared;

    /** Whose key pair was once among the recipients. */
    final String former = recipient();

    final Path folder;
    Path home;

    /** Whether what lives upstream is to go, since its agent was deprovisioned. */
    boolean doomed;

    DoctorFixture(Path folder) {
        this.folder = folder;
        installation = new Installation(folder);
        home = installation.home;
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
        if (configuration != null) {
            return CredentialManager.builder()
                    .home(home)
                    .environment(variables::get)
                    .configuration(configuration)
                    .open();
        }
        CredentialManagerBuilder builder = installation.builder().home(home).environment(variables::get);
        settings.forEach(builder::set);
        providers.forEach(builder::provider);
        if (store != null) {
            builder.store(store);
        }
        return builder.open();
    }

    /** Opens a manager that stays open, as in a host that runs on; the doctor's, from then on. */
    CredentialManager hold() {
        held = open();
        return held;
    }

    void provision() {
        try (CredentialManager manager = open()) {
            manager.agent("meepa").provision();
        }
    }

    /** Provisions an agent, and gives it and another one something of their own. */
    void settle() {
        settings.put("agents.other", listed("other"));
        provision();
        addLogin("meepa");
        addLogin("other");
    }

    static Map<String, String> listed(String agent) {
        return Map.of("id", agent);
    }

    void addLogin(String agent) {
        add(agent, login());
    }

    void add(String agent, AgentCredential credential) {
        agent(agent, handle -> handle.add(credential));
    }

    void agent(String agent, Consumer<AgentCredentials> work) {
        try (CredentialManager manager = open()) {
            work.accept(manager.agent(agent));
        }
    }

    /** Names a further recipient in the configuration. */
    void name(String recipient) {
        settings.put(RECIPIENTS, List.of(recovery, recipient));
    }

    void addProvider(OneShotProvider provider) {
        providers.add(provider);
        String section = "credentials." + OneShotProvider.CATEGORY.name();
        settings.put(section + ".enabled", true);
        settings.put(section + ".provider", provider.id());
    }

    /** Leaves an agent a file of an old gateway. */
    void legacy(String agent) throws IOException {
        settings.put("agents." + agent, listed(agent));
        Path folderOfAgent = Files.createDirectories(installation.folder(agent));
        mode(folderOfAgent, "rwx------");
        Files.writeString(
                folderOfAgent.resolve("identity.json"), "{\"login\": {\"forge\": {\"token\": \"canary-legacy\"}}}");
    }

    /** Keeps the same files by another store plug-in. */
    void keepIn(FailingStore other) {
        store = other;
        settings.put("credentials.credential_store.provider", FailingStore.ID);
    }

    /** Takes what an agent's host keeps into a database, as several machines share it: with one key for all, in a variable. */
    void settleInRows() {
        Identity key = Identity.generate();
        Rows database = new Rows();
        try (Secret text = key.secret()) {
            variables.put(SHARED_KEY, text.reveal());
        }
        shared = key;
        settings.put("credentials.credential_store.sops.key_env", SHARED_KEY);
        settle();
        settings.keySet().removeIf(setting -> setting.startsWith("credentials.credential_store.sops."));
        settings.putAll(database.settings());
        settings.put("credentials.credential_store.postgres.key_env", SHARED_KEY);
        settings.put("credentials.credential_store.postgres.recipients", List.of(recovery));
        try (CredentialManager manager = open()) {
            manager.storage().importFrom(home);
        }
        rows = database;
    }

    /** Takes the namespace out of the seal of a row: versions that did not write it left such ones. */
    void forgetNamespace() throws IOException {
        SopsDocument document = opened();
        String line = ((SopsLeaf) document.find(SEAL).orElseThrow()).reveal();
        SopsDocument older = document.with(SEAL, SopsLeaf.text(line.replaceFirst(" namespace=[^ ]+", "")));
        Objects.requireNonNull(rows)
                .replace("meepa", older.save(Instant.now(), document.macIv().orElseThrow()));
    }

    /** Has the JDK log what its HTTP client sends, or with an empty text not: how a JVM was started. */
    static void logRequests(String what) {
        System.setProperty(WIRE_LOG, what);
    }

    /** Adds a secret of agent meepa to its requests. */
    void addRule(String item) {
        settings.put(
                "credentials.http.rules.forge",
                Map.of("item", item, "host", "gitlab.example", "agents", List.of("meepa")));
    }

    Path stray() {
        return home.resolve("agents").resolve("desktop.ini");
    }

    void rekey(String agent) {
        try (CredentialManager manager = open()) {
            manager.agent(agent).storage().rekey();
        }
    }

    static AgentCredential login() {
        return login("github");
    }

    static AgentCredential secondLogin() {
        return login("gitlab");
    }

    private static AgentCredential login(String service) {
        return AgentCredential.of(Category.LOGIN, service)
                .item("token", Secret.of(LOGIN_TOKEN), ItemType.API_TOKEN)
                .build();
    }

    DoctorReport doctor() {
        if (held != null) {
            return held.doctor();
        }
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
        Files.write(document(), change.apply(opened()).save(Instant.parse("2026-11-21T10:00:00Z")));
    }

    SopsDocument opened() throws IOException {
        return opened(identity());
    }

    /** Opens the document where it is kept, with somebody's key. */
    SopsDocument opened(Identities with) throws IOException {
        return SopsDocument.open(rows == null ? Files.readAllBytes(document()) : rows.document("meepa"), with);
    }

    Identities identity() throws IOException {
        return shared == null ? Identities.parse(Files.readAllBytes(key())) : Identities.of(shared);
    }

    void otherKey() throws IOException {
        try (Secret content = Identity.generate().file(Instant.parse("2026-11-21T10:00:00Z"))) {
            Files.writeString(key(), content.reveal());
        }
    }

    @Override
    public void close() {
        System.clearProperty(WIRE_LOG);
        if (held != null) {
            held.close();
        }
        installation.close();
    }
}
