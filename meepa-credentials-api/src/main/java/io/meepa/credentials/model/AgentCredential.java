package io.meepa.credentials.model;

import io.meepa.credentials.error.CredentialNotFoundException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One credential of an agent, with its secrets. Printing it shows none of them.
 *
 * <p>Two credentials are equal only if they hold the same {@link Secret} objects: contents are compared with
 * {@link Secret#matches}.
 *
 * @param category its category
 * @param service its service, for instance {@code github}
 * @param name what people call it
 * @param origin who brought it
 * @param items its parts, in order
 * @param metadata what is worth knowing about it
 * @param status where it stands
 * @param managed whether we provisioned it; set by the engine alone
 */
public record AgentCredential(
        Category category,
        String service,
        String name,
        Origin origin,
        List<CredentialItem> items,
        Metadata metadata,
        CredentialStatus status,
        boolean managed) {

    /**
     * Copies the items and checks the names.
     *
     * @throws IllegalArgumentException if two items have one key, or service or name is blank, too long or has control
     *     characters
     */
    public AgentCredential {
        Wire.name("service", service);
        Wire.name("name", name);
        items = List.copyOf(items);
        Set<String> seen = new HashSet<>();
        for (CredentialItem item : items) {
            if (!seen.add(item.key())) {
                throw new IllegalArgumentException(category + "/" + service + ": two items have the key " + item.key());
            }
        }
    }

    /**
     * Creates a builder of a login.
     *
     * @param service the service
     * @return a builder
     */
    public static AgentCredentialBuilder login(String service) {
        return of(Category.LOGIN, service);
    }

    /**
     * Creates a builder of a static API key.
     *
     * @param service the service
     * @return a builder
     */
    public static AgentCredentialBuilder apiKey(String service) {
        return of(Category.API_KEY, service);
    }

    /**
     * Creates a builder of a token.
     *
     * @param service the service
     * @return a builder
     */
    public static AgentCredentialBuilder token(String service) {
        return of(Category.TOKEN, service);
    }

    /**
     * Creates a builder of a credential.
     *
     * @param category the category
     * @param service the service
     * @return a builder
     * @throws IllegalArgumentException if {@link ReadableName} finds a fault in the category's or the service's name
     */
    public static AgentCredentialBuilder of(Category category, String service) {
        return AgentCredentialBuilder.of(category, service);
    }

    /**
     * Returns the full address.
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
        return managed && metadata.text(MetadataKeys.SUSPENDED_SINCE).isPresent();
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
     * Returns the tag that its upstream resource bears.
     *
     * @return the tag's text, or empty for what the engine did not create
     */
    public Optional<String> tag() {
        return metadata.text(MetadataKeys.TAG);
    }

    /**
     * Finds an item.
     *
     * @param key the item's key
     * @return the item, or empty
     */
    public Optional<CredentialItem> item(String key) {
        // No stream: each use of a token asks.
        for (CredentialItem item : items) {
            if (item.key().equals(key)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns an item's value.
     *
     * @param key the item's key
     * @return the value
     * @throws CredentialNotFoundException if there is no such item
     */
    public Secret secret(String key) {
        return item(key)
                .map(CredentialItem::value)
                .orElseThrow(() -> new CredentialNotFoundException(
                        category + "/" + service + " has no item " + Wire.name("item key", key)));
    }

    /**
     * Returns what may be shown. Names are spelled out as {@link ReadableName} says; used as an address, they fit.
     *
     * @return the summary
     */
    public CredentialSummary summary() {
        return new CredentialSummary(
                managed ? CredentialKind.MANAGED : CredentialKind.OWN,
                Category.of(ReadableName.spelled(category.name())),
                ReadableName.spelled(service),
                ReadableName.spelled(name),
                origin,
                status,
                items.stream().map(CredentialItem::summary).toList(),
                metadata);
    }

    /**
     * Creates a builder of a changed copy.
     *
     * @return a builder that holds everything but the managed flag
     */
    public AgentCredentialBuilder toBuilder() {
        return AgentCredentialBuilder.copyOf(this);
    }

    @Override
    public String toString() {
        return "AgentCredential[category=" + category + ", service=" + ReadableName.spelled(service) + ", name="
                + ReadableName.spelled(name) + ", origin=" + origin + ", items=" + items + ", metadata=" + metadata
                + ", status=" + status + ", managed=" + managed + "]";
    }
}
