package io.meepa.verification.crash;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.testkit.ManualClock;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a fresh process found, and the result of one run of it.
 *
 * @param found what was on record: open operations, and the secret in use or a dash
 * @param result how the run ended
 * @param id the resource on record afterwards, or a dash
 * @param secret its secret, or a dash
 * @param open operations on record afterwards
 */
record Recovery(String found, String result, String id, String secret, int open) {

    private static final String NONE = "-";
    private static final String SEPARATOR = "\t";

    static Recovery of(ChildTask flight, Situation situation) {
        ManualClock clock = ManualClock.running();
        try (CredentialManager manager = situation.open(clock)) {
            AgentCredentials agent = manager.agent(ChildMain.AGENT);
            if (flight == ChildTask.LIST) {
                return new Recovery(
                        NONE,
                        ChildTask.content(agent),
                        NONE,
                        NONE,
                        agent.managed().pendingOperations().size());
            }
            String found = agent.managed().pendingOperations().size() + " " + item(agent, "key");
            String result = ChildTask.result(agent.provision());
            if (flight == ChildTask.ROTATE) {
                clock.advance(ChildTask.OVERLAP);
                result = ChildTask.result(agent.provision());
            }
            return new Recovery(
                    found,
                    result,
                    item(agent, "id"),
                    item(agent, "key"),
                    agent.managed().pendingOperations().size());
        } catch (RuntimeException e) {
            return new Recovery(NONE, "threw " + e, NONE, NONE, -1);
        }
    }

    static Recovery parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        return new Recovery(fields[0], fields[1], fields[2], fields[3], Integer.parseInt(fields[4]));
    }

    String line() {
        return String.join(SEPARATOR, found, result.replaceAll("\\s+", " "), id, secret, Integer.toString(open));
    }

    /** The secret that was in use when the process died, or empty. */
    Optional<String> secretFound() {
        return Stream.of(found.split(" ", -1)[1])
                .filter(text -> !text.equals(NONE))
                .findFirst();
    }

    boolean operationFound() {
        return !found.startsWith("0");
    }

    private static String item(AgentCredentials agent, String key) {
        return agent.list().stream()
                .map(CredentialSummary::key)
                .map(agent::get)
                .map(AgentCredential::items)
                .flatMap(items -> items.stream())
                .filter(item -> item.key().equals(key))
                .map(item -> item.value().reveal())
                .findFirst()
                .orElse(NONE);
    }
}
