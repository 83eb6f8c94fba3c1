package io.meepa.verification.benchmarks.sample;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A home of many agents with twenty credentials each and one key for all. */
public final class ManyAgents {

    private final Path home;
    private final Keeping keeping;
    private final int agents;

    private ManyAgents(Path home, Keeping keeping, int agents) {
        this.home = home;
        this.keeping = keeping;
        this.agents = agents;
    }

    /**
     * Creates the home, with documents in files.
     *
     * @param folder an empty folder
     * @param agents how many
     * @return the home
     * @throws IOException if it cannot be written
     */
    public static ManyAgents create(Path folder, int agents) throws IOException {
        return create(folder, Keeping.inFiles(), agents);
    }

    /**
     * Creates the home.
     *
     * @param folder an empty folder, or one to be made
     * @param keeping where the documents are
     * @param agents how many
     * @return the home
     * @throws IOException if it cannot be written
     */
    public static ManyAgents create(Path folder, Keeping keeping, int agents) throws IOException {
        ManyAgents many = new ManyAgents(Files.createDirectories(folder).resolve("home"), keeping, agents);
        PlainDocument plain = PlainDocument.write(
                folder.resolve("plain.json"),
                IntStream.range(0, SampleHome.CREDENTIALS)
                        .mapToObj(ManyAgents::login)
                        .toList());
        try (CredentialManager manager = many.manager()) {
            many.ids().parallelStream().forEach(id -> plain.importInto(manager.agent(id)));
        }
        return many;
    }

    /**
     * Creates one of the credentials that each has, or one more.
     *
     * @param number which
     * @return the login
     */
    public static AgentCredential login(int number) {
        return AgentCredential.login("service-" + number)
                .item("username", Secret.of("meepa@example.com"), ItemType.USERNAME)
                .item("password", Secret.of("correct horse battery"), ItemType.PASSWORD)
                .item("api_token", Secret.of("ghp_0123456789abcdefghijklmnopqrstuvwxyz"), ItemType.API_TOKEN)
                .build();
    }

    /**
     * Opens a manager on it, to which no agent is known but by its document.
     *
     * @return a manager, to be closed
     */
    public CredentialManager manager() {
        return keeping.builder(home, Map.of()).open();
    }

    /**
     * Creates a builder of managers on it whose configuration file lists all agents.
     *
     * @param further what the file says before, in YAML
     * @return a builder
     * @throws IOException if the file cannot be written
     */
    public CredentialManagerBuilder configured(String further) throws IOException {
        String listed = ids().stream().map(id -> "  - id: " + id + "\n").collect(Collectors.joining());
        Path file = Files.writeString(home.resolveSibling("config.yaml"), further + "agents:\n" + listed);
        return keeping.builder(home, Map.of()).configuration(file);
    }

    /**
     * Lists the agents.
     *
     * @return their ids
     */
    public List<AgentId> ids() {
        return IntStream.range(0, agents)
                .mapToObj(number -> AgentId.of("agent-" + number))
                .toList();
    }

    /**
     * Returns the size of one agent's document, where it is a file.
     *
     * @return bytes
     * @throws IOException if there is none
     */
    public long fileSize() throws IOException {
        return Files.size(home.resolve("agents/agent-0/credentials.json"));
    }
}
