package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.Nearest;
import io.meepa.credentials.core.config.tree.Tree;
import io.meepa.credentials.model.AgentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that a configuration asks for and that comes to nothing: no error, and most likely not what was meant.
 *
 * @param kind what it is
 * @param key the key it is about, or the file
 * @param message what it is and what to do, for people
 */
public record ConfigurationWarning(Kind kind, String key, String message) {

    /** What can come to nothing. */
    public enum Kind {
        /** A file that says nothing to us. */
        NOTHING_CONFIGURED,
        /** A grant that no agent can get. */
        UNREACHED_GRANT
    }

    static List<ConfigurationWarning> of(Tree tree, HandOver handOver, List<AgentChoice> agents) {
        List<ConfigurationWarning> warnings = new ArrayList<>();
        tree.silentFile().ifPresent(file -> warnings.add(nothing(file, tree)));
        if (!handOver.inject() && !handOver.grants().isEmpty()) {
            warnings.add(new ConfigurationWarning(
                    Kind.UNREACHED_GRANT,
                    Tree.INJECT,
                    "credentials.environment.grants reach no tool while " + Tree.INJECT
                            + " is false: set it to true, or drop the grants"));
        }
        Set<AgentId> listed = agents.stream().map(AgentChoice::id).collect(Collectors.toSet());
        for (Grant grant : handOver.grants()) {
            unreached(grant, listed)
                    .map(why -> new ConfigurationWarning(Kind.UNREACHED_GRANT, key(grant), key(grant) + " " + why))
                    .ifPresent(warnings::add);
        }
        return warnings;
    }

    private static ConfigurationWarning nothing(String file, Tree tree) {
        String hint = tree.unreadKeys().stream()
                .flatMap(key -> Nearest.to(key, Set.of(Tree.CREDENTIALS, Tree.AGENTS)).stream()
                        .map(meant -> "; did you mean " + meant + " where it says " + key + "?"))
                .findFirst()
                .orElse("");
        return new ConfigurationWarning(
                Kind.NOTHING_CONFIGURED,
                file,
                file + ": has neither a section " + Tree.CREDENTIALS + " nor " + Tree.AGENTS
                        + ", so nothing is provisioned and no agent is listed" + hint);
    }

    private static Optional<String> unreached(Grant grant, Set<AgentId> listed) {
        if (grant.tools().filter(Set::isEmpty).isPresent()) {
            return Optional.of("is for no tool: name some in its tools, or drop the key to mean all");
        }
        if (grant.agents().filter(Set::isEmpty).isPresent()) {
            return Optional.of("is for no agent: name some in its agents, or drop the key to mean all");
        }
        boolean strangers = !listed.isEmpty()
                && grant.agents()
                        .filter(named -> named.stream().noneMatch(listed::contains))
                        .isPresent();
        return strangers
                ? Optional.of("is for agents that the configuration does not list: correct their names, or list them")
                : Optional.empty();
    }

    private static String key(Grant grant) {
        return "credentials.environment.grants." + grant.variable();
    }
}
