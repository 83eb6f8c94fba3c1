package io.meepa.credentials.core.system;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.provider.SystemCredential;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the host's credentials that a provider's settings name, and reads their values at each use. */
public final class AppCredentials implements Function<CredentialKey, Optional<SystemCredential>> {

    private final SystemCatalogue catalogue;
    private final Function<String, @Nullable String> host;

    /**
     * Creates a view of the host.
     *
     * @param catalogue which variables count
     * @param host looks up a variable
     */
    public AppCredentials(SystemCatalogue catalogue, Function<String, @Nullable String> host) {
        this.catalogue = catalogue;
        this.host = host;
    }

    @Override
    public Optional<SystemCredential> apply(CredentialKey key) {
        return catalogue.offers().stream()
                .filter(offer -> offer.category().equals(key.category())
                        && offer.service().equals(key.service()))
                .filter(offer -> offer.items().stream()
                        .filter(Offer.Source::required)
                        .allMatch(source -> new Variable(source.variable(), host).available()))
                .map(offer -> (SystemCredential) new Found(offer, host))
                .findFirst();
    }

    private record Found(Offer offer, Function<String, @Nullable String> host) implements SystemCredential {

        @Override
        public String service() {
            return offer.service();
        }

        @Override
        public Set<String> items() {
            return offer.items().stream()
                    .filter(source -> new Variable(source.variable(), host).available())
                    .map(Offer.Source::item)
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public SecretSource item(String key) {
            return offer.items().stream()
                    .filter(source -> source.item().equals(key))
                    .map(source -> new Variable(source.variable(), host))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException("the system credential " + offer.category() + "/"
                            + offer.service() + " has no item " + key + "; it has "
                            + offer.items().stream().map(Offer.Source::item).toList()));
        }
    }

    private record Variable(String name, Function<String, @Nullable String> host) implements SecretSource {

        @Override
        public Secret read() {
            String value = host.apply(name);
            if (value == null || value.isBlank()) {
                throw new ConfigurationException(describe() + " is not set: export it");
            }
            return Secret.of(value.strip());
        }

        @Override
        public boolean available() {
            String value = host.apply(name);
            return value != null && !value.isBlank();
        }

        @Override
        public String describe() {
            return "environment variable " + name;
        }
    }
}
