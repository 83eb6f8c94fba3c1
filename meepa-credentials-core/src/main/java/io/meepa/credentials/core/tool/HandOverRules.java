package io.meepa.credentials.core.tool;

import io.meepa.credentials.model.CredentialKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an agent's tools may be given.
 *
 * @param inject whether anything is injected at all
 * @param grants items given by name, over what is conventional
 * @param conventions variables that providers declare: by service, then by item key
 * @param organisation the organisation's own keys
 */
public record HandOverRules(
        boolean inject,
        List<Grant> grants,
        Map<String, Map<String, String>> conventions,
        OrganisationKeys organisation) {

    /** Copies the collections. */
    public HandOverRules {
        grants = List.copyOf(grants);
        conventions = conventions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
    }

    /**
     * Gives an item to the agent's tools under a variable's name.
     *
     * @param credential which credential
     * @param item which item of it
     * @param variable the variable's name
     */
    public record Grant(CredentialKey credential, String item, String variable) {

        @Override
        public String toString() {
            return credential + "#" + item;
        }
    }
}
