package io.meepa.credentials.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Addresses one credential of an agent: by category and service, and by name where one service needs two.
 *
 * <p>Without a name the address fits a credential of any name; used so, it must fit exactly one.
 */
public final class CredentialKey {

    private final Category category;
    private final String service;
    private final @Nullable String name;

    private CredentialKey(Category category, String service, @Nullable String name) {
        this.category = category;
        this.service = Wire.name("service", service);
        this.name = name == null ? null : Wire.name("name", name);
    }

    /**
     * Addresses the one credential of a service.
     *
     * @param category the category
     * @param service the service
     * @return the address
     * @throws IllegalArgumentException if the service is blank, too long or has control characters
     */
    public static CredentialKey of(Category category, String service) {
        return new CredentialKey(category, service, null);
    }

    /**
     * Narrows the address to one of several credentials of the service.
     *
     * @param exactName the credential's name
     * @return the narrower address
     * @throws IllegalArgumentException if the name is blank, too long or has control characters
     */
    public CredentialKey named(String exactName) {
        return new CredentialKey(category, service, exactName);
    }

    /**
     * Returns the category.
     *
     * @return the category
     */
    public Category category() {
        return category;
    }

    /**
     * Returns the service.
     *
     * @return the service
     */
    public String service() {
        return service;
    }

    /**
     * Returns the name.
     *
     * @return the name, or empty if the service alone addresses the credential
     */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * Returns whether the address fits a credential.
     *
     * @param credential the credential
     * @return whether category, service and, if given, name are the same
     */
    public boolean fits(AgentCredential credential) {
        // The service first: it is what most often differs.
        return service.equals(credential.service())
                && category.equals(credential.category())
                && (name == null || name.equals(credential.name()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CredentialKey that
                && category.equals(that.category)
                && service.equals(that.service)
                && name().equals(that.name());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * category.hashCode() + service.hashCode()) + name().hashCode();
    }

    /**
     * Returns the address as text.
     *
     * @return {@code category/service}, or {@code category/service (name)}, spelled out as {@link ReadableName} says
     */
    @Override
    public String toString() {
        return category + "/" + ReadableName.spelled(service)
                + (name == null ? "" : " (" + ReadableName.spelled(name) + ")");
    }
}
