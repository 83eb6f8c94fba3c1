package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.spi.provider.ConsentFlow;
import io.meepa.credentials.spi.provider.CredentialProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The configured categories, in order, with the providers that were opened for them.
 *
 * @param bindings one per configured category
 * @param connections what connects agents by a person's sign-in, if that is configured
 * @param installed every provider that there is, configured or not
 */
public record ProviderRegistry(
        List<ProviderBinding> bindings, Optional<ProviderBinding> connections, List<CredentialProvider> installed) {

    /** Copies the lists. */
    public ProviderRegistry {
        bindings = List.copyOf(bindings);
        installed = List.copyOf(installed);
    }

    /** Returns the configured categories, in order. */
    public List<Category> categories() {
        return bindings.stream().map(ProviderBinding::category).toList();
    }

    /** Returns the binding that serves a category by a service now, if its provider is open. */
    public Optional<ProviderBinding> serving(Category category, String service) {
        return bindings.stream()
                .filter(binding -> binding.category().equals(category) && binding.serves(service))
                .findFirst()
                .or(() ->
                        connections.filter(binding -> category.equals(binding.category()) && binding.serves(service)));
    }

    /** Returns how agents are connected by a person's sign-in, if that is configured. */
    public Optional<ConsentFlow> connecting() {
        return connections
                .flatMap(ProviderBinding::opened)
                .flatMap(opened -> opened.issuer().connecting());
    }

    /**
     * Returns the items of a credential that revoking needs: those that its provider names, also one that is not configured
     * now. Where no plug-in serves it any more, those that can be ids, so that it can be revoked once one does; a
     * connection's tokens, which nothing but they themselves can revoke.
     */
    public List<CredentialItem> keptForRevocation(AgentCredential credential) {
        boolean connection = new ManagedCredential(credential).isConnection();
        Predicate<CredentialItem> kept = maker(credential)
                .map(provider -> provider.revocationKeep(credential.category(), credential.service()))
                .map(keep -> (Predicate<CredentialItem>) item -> keep.items().contains(item.key()))
                .orElse(item -> connection || !item.secret() || item.type().equals(ItemType.OTHER));
        return credential.items().stream().filter(kept).toList();
    }

    private Optional<CredentialProvider> maker(AgentCredential credential) {
        return serving(credential.category(), credential.service())
                .flatMap(ProviderBinding::opened)
                .map(ProviderBinding.Opened::provider)
                .or(() -> installed.stream()
                        .filter(provider -> provider.categories().contains(credential.category())
                                && provider.services().contains(credential.service()))
                        .findFirst());
    }

    /**
     * Returns the opened provider that serves a category by a service now.
     *
     * @param purpose what it is needed for, for the message
     * @throws ProviderUnsupportedException if none is configured
     */
    public ProviderBinding.Opened required(Category category, String service, String purpose) {
        return serving(category, service)
                .flatMap(ProviderBinding::opened)
                .orElseThrow(() -> new ProviderUnsupportedException("provider " + service
                        + " is not configured now for " + category + ": configure it to " + purpose));
    }
}
