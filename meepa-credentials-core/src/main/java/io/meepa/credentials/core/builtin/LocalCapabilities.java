package io.meepa.credentials.core.builtin;

import io.meepa.credentials.spi.provider.Capabilities;

/** What a provider without an upstream can do. */
final class LocalCapabilities {

    static final Capabilities LOCAL = Capabilities.of(
            Capabilities.Creation.LOCAL,
            Capabilities.SecretVisibility.NONE,
            Capabilities.Revocation.UNSUPPORTED,
            Capabilities.Cost.FREE);

    private LocalCapabilities() {}
}
