package io.meepa.verification.benchmarks.sample;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A home of many agents with twenty credentials each and one key for all, as a host with a key service has it. */
public final class ManyAgents {

    private final Path home;
    private final String identity = Identity.generate().secret().reveal();
    private final int agents;

    private ManyAgents(Path home, int agents) {
        this.home = home;
        this.agents = agents;
    }

    /**
     * Creates the home.
     *
     * @param folder an empty folder
     * @param agents how many
     * @return the home
     * @throws IOException if it cannot be written
     */
    public static ManyAgents create(Path folder, int agents) throws IOException {
        ManyAgents many = new ManyAgents(folder.resolve("home"), agents);
        Path plain = Files.writeString(folder.resolve("plain.json"), plain());
        try (CredentialManager manager = many.manager()) {
            many.ids().forEach(id -> manager.agent(id).storage().importPlain(plain));
        }
        return many;
    }

    private static String plain() {
        StringBuilder json = new StringBuilder("{\"credentials\":[");
        for (int number = 0; number < SampleHome.CREDENTIALS; number++) {
            json.append(number == 0 ? "" : ",")
                    .append("{\"category\":\"login\",\"service\":\"service-")
                    .append(number)
                    .append("\",\"name\":\"service-")
                    .append(number)
                    .append("\",\"origin\":\"operator_provided\",\"status\":\"provisioned\",\"items\":[")
                    .append("{\"key\":\"username\",\"value\":\"meepa@example.com\",\"item_type\":\"username\"},")
                    .append("{\"key\":\"password\",\"value\":\"correct horse battery\",\"item_type\":\"password\"},")
                    .append("{\"key\":\"api_token\",\"value\":\"ghp_0123456789abcdefghijklmnopqrstuvwxyz\",")
                    .append("\"item_type\":\"api_token\"}]}");
        }
        return json.append("]}").toString();
    }

    /**
     * Opens a manager on it.
     *
     * @return a manager, to be closed
     */
    public CredentialManager manager() {
        return builder().open();
    }

    private CredentialManagerBuilder builder() {
        return CredentialManager.builder()
                .home(home)
                .environment(name -> name.equals("AGENTS_KEY") ? identity : null)
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "sops")
                .set("credentials.credential_store.sops.key_env", "AGENTS_KEY");
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
     * Returns the size of one agent's document.
     *
     * @return bytes
     * @throws IOException if there is none
     */
    public long fileSize() throws IOException {
        return Files.size(home.resolve("agents/agent-0/credentials.json"));
    }
}
