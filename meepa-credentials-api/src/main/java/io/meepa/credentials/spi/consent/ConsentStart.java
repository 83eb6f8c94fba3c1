package io.meepa.credentials.spi.consent;

import io.meepa.credentials.model.Secret;
import java.net.URI;
import java.util.Map;

/**
 * The first half of a sign-in. Printing shows the address's host.
 *
 * @param address what to open in a person's browser
 * @param kept what the second half needs, by name: the verifier, for instance. Kept encrypted
 */
public record ConsentStart(URI address, Map<String, Secret> kept) {

    /** Copies the map. */
    public ConsentStart {
        kept = Map.copyOf(kept);
    }

    @Override
    public String toString() {
        return "ConsentStart[" + address.getHost() + "]";
    }
}
