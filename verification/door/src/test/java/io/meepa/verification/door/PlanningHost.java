package io.meepa.verification.door;

import io.meepa.credentials.CredentialManager;
import java.nio.file.Path;

/** A host that opens what its configuration names, and prints the plan. Argument: the configuration. */
final class PlanningHost {

    private PlanningHost() {}

    @SuppressWarnings("SystemOut") // The line is what the test reads.
    public static void main(String[] arguments) {
        try (CredentialManager credentials = CredentialManager.builder()
                .configuration(Path.of(arguments[0]))
                .home(Path.of("home"))
                .open()) {
            credentials
                    .plan()
                    .steps()
                    .forEach(step -> System.out.println(step.category() + " " + step.provider() + " " + step.action()));
        }
    }
}
