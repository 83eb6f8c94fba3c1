package io.meepa.credentials.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds an own credential: operator's, existing and without metadata unless set otherwise. Not thread-safe. */
public final class AgentCredentialBuilder {

    private final Category category;
    private final String service;
    private final Map<String, CredentialItem> items = new LinkedHashMap<>();
    private String name;
    private Origin origin = Origin.OPERATOR_PROVIDED;
    private Metadata metadata = Metadata.empty();
    private CredentialStatus status = CredentialStatus.Settled.EXISTING;

    private AgentCredentialBuilder(Category category, String service, String name) {
        this.category = category;
        this.service = service;
        this.name = name;
    }

    static AgentCredentialBuilder of(Category category, String service) {
        ReadableName.require("category", category.name());
        ReadableName.require("service", service);
        return new AgentCredentialBuilder(category, service, service);
    }

    /** Starts a copy. What an earlier version let in stays. */
    static AgentCredentialBuilder copyOf(AgentCredential credential) {
        AgentCredentialBuilder builder =
                new AgentCredentialBuilder(credential.category(), credential.service(), credential.name());
        credential.items().forEach(item -> builder.items.put(item.key(), item));
        return builder.origin(credential.origin())
                .metadata(credential.metadata())
                .status(credential.status());
    }

    /**
     * Sets what people call it; the service's name unless set.
     *
     * @param newName the name
     * @return this builder
     * @throws IllegalArgumentException if the name is not allowed
     */
    public AgentCredentialBuilder name(String newName) {
        name = newName.equals(name) ? name : ReadableName.require("name", newName);
        return this;
    }

    /**
     * Sets who brought it; the operator unless set.
     *
     * @param newOrigin the origin
     * @return this builder
     */
    public AgentCredentialBuilder origin(Origin newOrigin) {
        origin = newOrigin;
        return this;
    }

    /**
     * Adds an item.
     *
     * @param key its key
     * @param value its value
     * @param type what the value is
     * @return this builder
     * @throws IllegalArgumentException if the key is taken or not allowed
     */
    public AgentCredentialBuilder item(String key, Secret value, ItemType type) {
        return item(new CredentialItem(key, value, type));
    }

    /**
     * Adds an item as it is.
     *
     * @param item the item
     * @return this builder
     * @throws IllegalArgumentException if its key is taken
     */
    public AgentCredentialBuilder item(CredentialItem item) {
        if (items.containsKey(item.key())) {
            throw new IllegalArgumentException(category + "/" + service + ": two items have the key " + item.key());
        }
        return replaceItem(item);
    }

    /**
     * Adds an item or puts a new value in its place.
     *
     * @param key its key
     * @param value its value
     * @param type what the value is
     * @return this builder
     * @throws IllegalArgumentException if the key is not allowed
     */
    public AgentCredentialBuilder replaceItem(String key, Secret value, ItemType type) {
        return replaceItem(new CredentialItem(key, value, type));
    }

    /**
     * Adds an item as it is, or puts it in the place of the one with its key.
     *
     * @param item the item
     * @return this builder
     * @throws IllegalArgumentException if the key is not allowed
     */
    public AgentCredentialBuilder replaceItem(CredentialItem item) {
        if (!items.containsKey(item.key())) {
            ReadableName.require("item key", item.key());
        }
        items.put(item.key(), item);
        return this;
    }

    /**
     * Sets the metadata.
     *
     * @param newMetadata the metadata
     * @return this builder
     */
    public AgentCredentialBuilder metadata(Metadata newMetadata) {
        metadata = newMetadata;
        return this;
    }

    /**
     * Sets where it stands; existing unless set.
     *
     * @param newStatus the status
     * @return this builder
     */
    public AgentCredentialBuilder status(CredentialStatus newStatus) {
        status = newStatus;
        return this;
    }

    /**
     * Builds the credential.
     *
     * @return the credential, not managed
     * @throws IllegalArgumentException if a name is not allowed
     */
    public AgentCredential build() {
        return new AgentCredential(
                category, service, name, origin, List.copyOf(items.values()), metadata, status, false);
    }
}
