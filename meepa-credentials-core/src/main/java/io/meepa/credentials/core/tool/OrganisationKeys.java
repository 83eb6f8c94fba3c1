package io.meepa.credentials.core.tool;

import java.util.Set;

/**
 * The host's variables that hold the organisation's provisioning keys, and the secrets of its apps. Their values reach no tool, whatever the name,
 * unless switched on.
 *
 * @param known every variable that holds one
 * @param switchedOn those that the host gives to tools nevertheless, by name
 */
public record OrganisationKeys(Set<String> known, Set<String> switchedOn) {

    /** Copies the sets. */
    public OrganisationKeys {
        known = Set.copyOf(known);
        switchedOn = Set.copyOf(switchedOn);
    }

    /**
     * Returns the set-up of a host without such keys.
     *
     * @return no keys
     */
    public static OrganisationKeys none() {
        return new OrganisationKeys(Set.of(), Set.of());
    }
}
