package io.meepa.credentials.core.config;

import java.util.List;
import java.util.Set;

/**
 * What tools get to see.
 *
 * @param inject whether anything is injected at all
 * @param grants items injected beside the built-in variables, in the file's order
 * @param organisationVariables the host's own variables that are passed on, by name
 */
public record HandOver(boolean inject, List<Grant> grants, Set<String> organisationVariables) {

    /** Copies the collections. */
    public HandOver {
        grants = List.copyOf(grants);
        organisationVariables = Set.copyOf(organisationVariables);
    }
}
