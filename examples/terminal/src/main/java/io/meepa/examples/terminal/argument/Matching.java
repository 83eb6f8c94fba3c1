package io.meepa.examples.terminal.argument;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import java.util.List;

/** Finds a credential by its address among summaries, which hold no secret. */
public final class Matching {

    private Matching() {}

    /**
     * Returns the one that fits.
     *
     * @param agent whose
     * @param key its address
     * @return its summary
     * @throws CredentialNotFoundException if none fits
     * @throws AmbiguousCredentialException if several do
     */
    public static CredentialSummary only(AgentCredentials agent, CredentialKey key) {
        List<CredentialSummary> all = agent.list();
        List<CredentialSummary> found =
                all.stream().filter(summary -> fits(summary, key)).toList();
        if (found.isEmpty()) {
            throw new CredentialNotFoundException(
                    "agent " + agent.id() + " has no credential " + key + question(all, key));
        }
        if (found.size() > 1) {
            throw new AmbiguousCredentialException("agent " + agent.id() + " has several credentials " + key
                    + ", say which with --name: "
                    + String.join(
                            ", ", found.stream().map(CredentialSummary::name).toList()));
        }
        return found.get(0);
    }

    private static String question(List<CredentialSummary> all, CredentialKey key) {
        return Nearest.question(
                key.category() + "/" + key.service(),
                all.stream()
                        .map(summary -> summary.category() + "/" + summary.service())
                        .toList());
    }

    private static boolean fits(CredentialSummary summary, CredentialKey key) {
        return summary.category().equals(key.category())
                && summary.service().equals(key.service())
                && key.name().map(summary.name()::equals).orElse(true);
    }
}
