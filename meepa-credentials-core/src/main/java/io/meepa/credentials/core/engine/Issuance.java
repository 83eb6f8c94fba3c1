package io.meepa.credentials.core.engine;

import io.meepa.credentials.Category;
import io.meepa.credentials.core.config.CategoryChoice;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import java.util.Optional;

/**
 * A configured category and, if it is enabled, the opened provider that serves it.
 *
 * @param choice what the configuration says
 * @param opened the provider and its issuer
 */
record Issuance(CategoryChoice choice, Optional<Opened> opened) {

    /**
     * An opened provider.
     *
     * @param provider the plug-in
     * @param issuer its live object
     */
    record Opened(CredentialProvider provider, CredentialIssuer issuer) {}

    Category category() {
        return choice.category();
    }

    /** The provider's id, which is also the service of what it issues; empty if none is configured. */
    String service() {
        return choice.provider().orElse("");
    }
}
