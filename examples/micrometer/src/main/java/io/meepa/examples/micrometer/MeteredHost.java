package io.meepa.examples.micrometer;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.telemetry.CredentialMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;

/** Lists what agents have, and prints what that took. */
public final class MeteredHost {

    private MeteredHost() {}

    /**
     * Lists and prints.
     *
     * @param arguments the configuration file and the home
     */
    public static void main(String[] arguments) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (CredentialManager credentials = CredentialManager.builder()
                .configuration(Path.of(arguments[0]))
                .home(Path.of(arguments[1]))
                .metrics(CredentialMeters.of(registry))
                .open()) {
            credentials.agents().stream()
                    .map(credentials::agent)
                    .map(AgentCredentials::list)
                    .forEach(System.out::println);
        }
        System.out.println(registry.getMetersAsString());
    }
}
