package io.meepa.verification.benchmarks.child;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import java.nio.file.Path;

/** Opens a manager and prints one value: what a short-lived program does. */
public final class PrintOne {

    private PrintOne() {}

    /**
     * Prints the user name of a login.
     *
     * @param args the home, the agent and the service
     */
    @SuppressWarnings("SystemOut") // Printing is all it is for.
    public static void main(String[] args) {
        try (CredentialManager manager = CredentialManager.builder()
                .home(Path.of(args[0]))
                .environment(name -> null)
                .open()) {
            System.out.println(manager.agent(AgentId.of(args[1]))
                    .get(CredentialKey.of(Category.LOGIN, args[2]))
                    .secret("username")
                    .reveal());
        }
    }
}
