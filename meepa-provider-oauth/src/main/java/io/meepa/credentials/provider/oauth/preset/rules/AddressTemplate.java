package io.meepa.credentials.provider.oauth.preset.rules;

import java.net.URI;
import java.util.Optional;

/**
 * An address of a preset: fixed, but for a tenant within its path.
 *
 * @param text the address, with {@code {tenant}} where the tenant stands
 */
public record AddressTemplate(String text) {

    /** What stands for the tenant. */
    public static final String TENANT = "{tenant}";

    /** An address that the service's metadata has to name. */
    public static final AddressTemplate DISCOVERED = new AddressTemplate("");

    /**
     * Returns the address.
     *
     * @param tenant the tenant, checked by the preset's rule; empty if the service has none
     * @return the address
     * @throws IllegalStateException if the address needs a tenant and there is none
     */
    public URI address(Optional<String> tenant) {
        if (!text.contains(TENANT)) {
            return URI.create(text);
        }
        return URI.create(text.replace(
                TENANT, tenant.orElseThrow(() -> new IllegalStateException("the address needs a tenant"))));
    }

    /**
     * Returns the host.
     *
     * @return the host's name
     */
    public String host() {
        return URI.create(text.replace(TENANT, "t")).getHost();
    }
}
