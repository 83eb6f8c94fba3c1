package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentEnvironment;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.core.config.HandOver;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.handover.Grant;
import io.meepa.credentials.core.handover.GrantedEnvironment;
import io.meepa.credentials.core.handover.HandOverRules;
import io.meepa.credentials.core.handover.OrganisationKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an agent's environment of what is stored and what was granted. */
final class Environments {

    private final HandOver handOver;
    private final List<Issuance> issuances;
    private final Function<String, @Nullable String> host;

    Environments(HandOver handOver, List<Issuance> issuances, Function<String, @Nullable String> host) {
        this.handOver = handOver;
        this.issuances = List.copyOf(issuances);
        this.host = host;
    }

    /** Returns what every tool of the agent gets: grants that name tools are not among it. */
    AgentEnvironment of(AgentId agent, AgentDocument document) {
        return environment(agent, document, tools -> false);
    }

    /** Returns what one tool of the agent gets. */
    AgentEnvironment of(AgentId agent, AgentDocument document, String tool) {
        return environment(agent, document, tools -> tools.contains(tool));
    }

    private AgentEnvironment environment(AgentId agent, AgentDocument document, Predicate<Set<String>> named) {
        List<Grant> grants = handOver.grants().stream()
                .filter(grant ->
                        grant.agents().map(agents -> agents.contains(agent)).orElse(true))
                .filter(grant -> grant.tools().map(named::test).orElse(true))
                .map(grant -> new Grant(grant.key(), grant.item(), grant.variable()))
                .toList();
        HandOverRules rules = new HandOverRules(handOver.inject(), grants, conventions(), organisation(), Map.of());
        return GrantedEnvironment.of(credentials(document), rules, host);
    }

    private static List<AgentCredential> credentials(AgentDocument document) {
        return document.entries().stream().map(Entry::credential).toList();
    }

    private Map<String, Map<String, String>> conventions() {
        return issuances.stream()
                .flatMap(issuance -> issuance.opened().stream())
                .map(Issuance.Opened::provider)
                .distinct()
                .collect(Collectors.toMap(provider -> provider.id(), provider -> provider.variables()));
    }

    private OrganisationKeys organisation() {
        Set<String> known = issuances.stream()
                .map(Issuance::choice)
                .flatMap(choice -> choice.settings().secretVariables().stream())
                .collect(Collectors.toSet());
        return new OrganisationKeys(known, handOver.organisationVariables());
    }
}
