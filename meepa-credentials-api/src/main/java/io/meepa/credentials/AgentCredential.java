package io.meepa.credentials;

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

    /** The metadata that tells since when a managed credential is suspended, a time in ISO-8601 form. */
    public static final String SUSPENDED_SINCE = "suspended_since";

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
     * Begins a login.
     *
     * @param service the service
     * @return a builder
     */
    public static AgentCredentialBuilder login(String service) {
        return of(Category.LOGIN, service);
    }

    /**
     * Begins a static API key.
     *
     * @param service the service
     * @return a builder
     */
    public static AgentCredentialBuilder apiKey(String service) {
        return of(Category.API_KEY, service);
    }

    /**
     * Begins a token.
     *
     * @param service the service
     * @return a builder
     */
    public static AgentCredentialBuilder token(String service) {
        return of(Category.TOKEN, service);
    }

    /**
     * Begins a credential.
     *
     * @param category the category
     * @param service the service
     * @return a builder
     */
    public static AgentCredentialBuilder of(Category category, String service) {
        return new AgentCredentialBuilder(category, service);
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
     * Tells whether it is switched off until {@link AgentCredentials#resume}.
     *
     * @return true for a managed credential that was suspended
     */
    public boolean suspended() {
        return managed && metadata.text(SUSPENDED_SINCE).isPresent();
    }

    /**
     * Tells whether its values may be handed to a tool.
     *
     * @return true if its status says so and it is not suspended
     */
    public boolean usable() {
        return status.usable() && !suspended();
    }

    /**
     * Finds an item.
     *
     * @param key the item's key
     * @return the item, or empty
     */
    public Optional<CredentialItem> item(String key) {
        return items.stream().filter(item -> item.key().equals(key)).findFirst();
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
     * Returns what may be shown.
     *
     * @return the summary
     */
    public CredentialSummary summary() {
        return new CredentialSummary(
                managed ? CredentialKind.MANAGED : CredentialKind.OWN,
                category,
                service,
                name,
                origin,
                status,
                items.stream().map(CredentialItem::summary).toList(),
                metadata);
    }

    /**
     * Begins a changed copy.
     *
     * @return a builder that holds everything but the managed flag
     */
    public AgentCredentialBuilder toBuilder() {
        AgentCredentialBuilder builder = of(category, service)
                .name(name)
                .origin(origin)
                .metadata(metadata)
                .status(status);
        items.forEach(item -> builder.item(item.key(), item.value(), item.type()));
        return builder;
    }
}
