package io.meepa.examples.terminal;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A home folder with the agent {@code meepa}, kept in encrypted files. */
public record Home(Path folder) {

    /** The agent. */
    public static final String AGENT = "meepa";

    /** A configuration in which a telephone number is provisioned and a token granted. Ends below the grants. */
    public static final String CONFIGURATION = """
            agents:
              - id: meepa
                identity:
                  phone_number: "+15550100000"
            agent_defaults:
              image_config:
                inject_credentials_env: true
            credentials:
              enabled: true
              phone:
                enabled: true
              environment:
                grants:
                  GITHUB_TOKEN: login/github#token
            """;

    /** Makes one with a configuration. */
    public static Home in(Path folder, String configuration) throws IOException {
        Home home = new Home(Files.createDirectories(folder.resolve("home")));
        Files.writeString(home.configuration(), configuration);
        return home;
    }

    /** Makes one with a configuration in which nothing is provisioned. */
    public static Home in(Path folder) throws IOException {
        return in(folder, "agents:\n  - id: meepa\n");
    }

    /** Returns the configuration file. */
    public Path configuration() {
        return folder.resolve("config.yaml");
    }

    /** Returns the agent's encrypted file. */
    public Path document() {
        return folder.resolve("agents").resolve(AGENT).resolve("credentials.json");
    }

    /** Returns the options that every program takes. */
    public String[] options(String... more) {
        return Stream.concat(
                        Stream.of(
                                "--agent", AGENT, "--config", configuration().toString(), "--home", folder.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** Lists what the agent has, read in this process. */
    public List<CredentialSummary> list() {
        List<CredentialSummary> found = new ArrayList<>();
        change(agent -> found.addAll(agent.list()));
        return found;
    }

    /** Returns a login's item, read in this process. */
    public String login(String service, String item) {
        StringBuilder value = new StringBuilder();
        change(agent ->
                value.append(agent.get(Category.LOGIN, service).secret(item).reveal()));
        return value.toString();
    }

    /** Works on the agent's credentials in this process. */
    public void change(Consumer<AgentCredentials> work) {
        try (CredentialManager manager = CredentialManager.builder()
                .configuration(configuration())
                .home(folder)
                .open()) {
            work.accept(manager.agent(AGENT));
        }
    }

    /** Renames a service in the stored document: builds before 0.1.0 took names that are refused today. */
    public void rename(String service, String old) {
        CredentialStore files = ServiceLoader.load(CredentialStore.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(store -> store.id().equals("sops"))
                .findFirst()
                .orElseThrow();
        Settings settings =
                Settings.of("credential_store.sops", Map.of(), new Settings.Surroundings(path -> "", v -> null));
        try (StoreSession session = files.open(StoreContext.of(settings, folder, Clock.systemUTC()))) {
            StoredDocument stored = session.read(AgentId.of(AGENT)).orElseThrow();
            DocumentNode.Fields renamed = (DocumentNode.Fields) renamed(stored.content(), service, old);
            session.write(AgentId.of(AGENT), renamed, stored.revision());
        }
    }

    private static DocumentNode renamed(DocumentNode node, String service, String old) {
        if (node instanceof DocumentNode.Fields fields) {
            Map<String, DocumentNode> members = new LinkedHashMap<>();
            fields.members().forEach((name, member) -> members.put(name, renamed(member, service, old)));
            return new DocumentNode.Fields(members);
        }
        if (node instanceof DocumentNode.Elements elements) {
            return new DocumentNode.Elements(elements.elements().stream()
                    .map(element -> renamed(element, service, old))
                    .toList());
        }
        return node.equals(new DocumentNode.Text(service)) ? new DocumentNode.Text(old) : node;
    }

    /** Returns everything that lies in files below a folder, as text. */
    public static String everythingIn(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
