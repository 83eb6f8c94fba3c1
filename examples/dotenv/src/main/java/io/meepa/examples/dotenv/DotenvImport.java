package io.meepa.examples.dotenv;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.tool.VariableImport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.SortedSet;

/** Takes the credentials of an {@code .env} file over into an agent's document, and returns which names it had. */
public final class DotenvImport {

    private DotenvImport() {}

    /**
     * Runs the example.
     *
     * @param args the configuration file, the {@code .env} file and the agent
     */
    public static void main(String[] args) {
        DotenvFile file = DotenvFile.read(Path.of(args[1]));
        try (CredentialManager manager = CredentialManager.builder()
                .configuration(Path.of(args[0]))
                .environment(file::lookUp)
                .open()) {
            run(file, manager.agent(args[2]), System.out);
        }
    }

    /** Adds what the agent does not have yet; what it has stays as it is. */
    static void run(DotenvFile file, AgentCredentials agent, PrintStream out) {
        VariableImport found = CredentialManager.variableCatalogue().read(file.variables());
        found.credentials().forEach(credential -> out.println(credential.key() + ": " + add(agent, credential)));
        found.dispositions().forEach((name, fate) -> out.println(name + ": " + fate));
    }

    /** Returns the names, without values, of the variables that an agent's credentials could be written to. */
    static SortedSet<String> names(AgentCredentials agent) {
        return CredentialManager.variableCatalogue().names(agent.list());
    }

    private static String add(AgentCredentials agent, AgentCredential credential) {
        try {
            agent.add(credential);
            return "added";
        } catch (CredentialAlreadyExistsException e) {
            return "kept as it was";
        }
    }
}
