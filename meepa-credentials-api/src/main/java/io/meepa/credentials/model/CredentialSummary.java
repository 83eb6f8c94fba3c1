package io.meepa.credentials.model;

import java.util.List;
import java.util.Optional;

/**
 * What may be shown of a credential: no value of a secret item.
 *
 * @param kind whose it is to change
 * @param category its category
 * @param service its service
 * @param name its name
 * @param origin who brought it
 * @param status where it stands
 * @param items its items, in order, with the values of those that are no secret
 * @param metadata what is worth knowing about it
 */
public record CredentialSummary(
        CredentialKind kind,
        Category category,
        String service,
        String name,
        Origin origin,
        CredentialStatus status,
        List<ItemSummary> items,
        Metadata metadata) {

    /** Copies the list. */
    public CredentialSummary {
        items = List.copyOf(items);
    }

    /**
     * Returns the credential's full address.
     *
     * @return the address, with the name
     */
    public CredentialKey key() {
        return CredentialKey.of(category, service).named(name);
    }

    /**
     * Returns whether it is switched off until it is resumed.
     *
     * @return true for a managed credential that was suspended
     */
    public boolean suspended() {
        return kind == CredentialKind.MANAGED
                && metadata.text(MetadataKeys.SUSPENDED_SINCE).isPresent();
    }

    /**
     * Returns whether its values may be handed to a tool.
     *
     * @return true if its status says so and it is not suspended
     */
    public boolean usable() {
        return status.usable() && !suspended();
    }

    /**
     * Returns whether a user may remove it.
     *
     * @return true for the user's own
     */
    public boolean deletable() {
        return kind == CredentialKind.OWN;
    }

    /**
     * Returns why a user may not remove it, for a tooltip.
     *
     * @return the reason, or empty if it is deletable
     */
    public Optional<String> whyNotDeletable() {
        return switch (kind) {
            case OWN -> Optional.empty();
            case MANAGED -> Optional.of("managed: deprovision the agent to revoke it");
            case SYSTEM -> Optional.of("system: set by the host for all agents");
        };
    }
}
