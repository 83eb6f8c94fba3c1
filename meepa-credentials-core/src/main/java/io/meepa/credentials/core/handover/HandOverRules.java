package io.meepa.credentials.core.handover;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an agent's tools may be given.
 *
 * @param inject whether anything is injected at all
 * @param grants items given by name, over what is conventional
 * @param conventions variables that providers declare: by service, then by item key
 * @param organisation the organisation's own keys
 * @param tools variables that a tool may have, by the tool's name; empty when tools are not told apart
 */
public record HandOverRules(
        boolean inject,
        List<Grant> grants,
        Map<String, Map<String, String>> conventions,
        OrganisationKeys organisation,
        Map<String, Set<String>> tools) {

    /** Copies the collections. */
    public HandOverRules {
        grants = List.copyOf(grants);
        conventions = conventions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
        tools = tools.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** Tells whether a tool may have a variable. Once any tool has a list, a tool without one gets nothing. */
    boolean admits(String tool, String variable) {
        return tools.isEmpty() || tools.getOrDefault(tool, Set.of()).contains(variable);
    }
}
