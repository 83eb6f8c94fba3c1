package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.grant.Grant;
import io.meepa.credentials.core.config.grant.HandOver;
import io.meepa.credentials.core.config.grant.RequestRule;
import io.meepa.credentials.core.config.grant.RequestRules;
import io.meepa.credentials.core.config.tree.Nearest;
import io.meepa.credentials.core.config.tree.Tree;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a configuration asks for in vain. */
final class ConfigurationFindings {

    private static final String GRANTS = "credentials.environment.grants.";
    private static final String RULES = "credentials.http.rules.";

    private ConfigurationFindings() {}

    static List<Finding> of(Tree tree, HandOver handOver, RequestRules requests, List<AgentChoice> agents) {
        List<Finding> warnings = new ArrayList<>();
        tree.silentFile().ifPresent(file -> warnings.add(nothing(file, tree)));
        if (!handOver.inject() && !handOver.grants().isEmpty()) {
            warnings.add(ConfigurationFindingCode.UNREACHED_GRANT.finding(
                    Tree.INJECT,
                    "credentials.environment.grants reach no tool while " + Tree.INJECT
                            + " is false: set it to true, or drop the grants"));
        }
        Set<AgentId> listed = agents.stream().map(AgentChoice::id).collect(Collectors.toSet());
        handOver.grants()
                .forEach(
                        grant -> unreached(GRANTS + grant.name(), grant, listed).ifPresent(warnings::add));
        requests.rules().stream()
                .map(RequestRule::grant)
                .forEach(grant -> unreached(RULES + grant.name(), grant, listed).ifPresent(warnings::add));
        return warnings;
    }

    private static Optional<Finding> unreached(String key, Grant grant, Set<AgentId> listed) {
        return unreached(grant, listed)
                .map(why -> ConfigurationFindingCode.UNREACHED_GRANT.finding(key, key + " " + why));
    }

    private static Finding nothing(String file, Tree tree) {
        String hint = tree.unreadKeys().stream()
                .flatMap(key -> Nearest.to(key, Set.of(Tree.CREDENTIALS, Tree.AGENTS)).stream()
                        .map(meant -> "; did you mean " + meant + " where it says " + key + "?"))
                .findFirst()
                .orElse("");
        return ConfigurationFindingCode.NOTHING_CONFIGURED.finding(
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
}
