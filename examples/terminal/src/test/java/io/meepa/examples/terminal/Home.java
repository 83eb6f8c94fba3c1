package io.meepa.examples.terminal;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
