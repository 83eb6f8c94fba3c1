package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.config.CategoryChoice;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A configured category and, if it is enabled, the opened provider that serves it.
 *
 * @param choice what the configuration says
 * @param opened the provider and its issuer
 */
public record ProviderBinding(CategoryChoice choice, Optional<Opened> opened) {

    /**
     * An opened provider.
     *
     * @param provider the plug-in
     * @param issuer its live object
     */
    public record Opened(CredentialProvider provider, CredentialIssuer issuer) {

        /** Returns all services that it serves: those that it always has, and those that its settings define. */
        public Set<String> services() {
            Set<String> services = new TreeSet<>(provider.services());
            services.addAll(issuer.furtherServices());
            return services;
        }

        /** Returns whether creating costs money, so that it is never done unasked. */
        public boolean costsMoney() {
            return provider.capabilities().cost() == Capabilities.Cost.MONEY;
        }

        /** Returns whether a creation can neither be repeated nor found. */
        public boolean isUnrepeatable() {
            return provider.capabilities().creation() == Capabilities.Creation.UNREPEATABLE;
        }
    }

    /** Returns the category. */
    public Category category() {
        return choice.category();
    }

    /** Returns whether a service is what this binding issues, or one of those that the opened provider serves. */
    public boolean serves(String service) {
        return opened.filter(
                        found -> service().equals(service) || found.services().contains(service))
                .isPresent();
    }

    /** Returns the provider's id, which is also the service of what it issues; empty if none is configured. */
    public String service() {
        return choice.provider().orElse("");
    }
}
