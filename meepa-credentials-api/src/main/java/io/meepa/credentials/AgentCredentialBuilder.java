package io.meepa.credentials;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds an own credential: operator's, existing and without metadata unless told otherwise. Not thread-safe. */
public final class AgentCredentialBuilder {

    private final Category category;
    private final String service;
    private final Map<String, CredentialItem> items = new LinkedHashMap<>();
    private String name;
    private Origin origin = Origin.OPERATOR_PROVIDED;
    private Metadata metadata = Metadata.empty();
    private CredentialStatus status = CredentialStatus.Settled.EXISTING;

    AgentCredentialBuilder(Category category, String service) {
        this.category = category;
        this.service = service;
        this.name = service;
    }

    /**
     * Sets what people call it; the service's name unless set.
     *
     * @param newName the name
     * @return this builder
     */
    public AgentCredentialBuilder name(String newName) {
        name = newName;
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
        if (items.containsKey(key)) {
            throw new IllegalArgumentException(category + "/" + service + ": two items have the key " + key);
        }
        return replaceItem(key, value, type);
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
        items.put(key, new CredentialItem(key, value, type));
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
