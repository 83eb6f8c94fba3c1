package io.meepa.credentials.spi.consent;

import io.meepa.credentials.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The first half of a sign-in on another device. Printing shows the address's host.
 *
 * @param userCode what the person types
 * @param verificationUri where
 * @param complete an address that holds the code already, or empty
 * @param lifetime how long the codes live, from before they were asked for
 * @param firstWait how long to wait before the first poll
 * @param kept what polling needs, by name. Kept encrypted
 */
public record DeviceStart(
        String userCode,
        URI verificationUri,
        Optional<URI> complete,
        Duration lifetime,
        Duration firstWait,
        Map<String, Secret> kept) {

    /** Copies the map. */
    public DeviceStart {
        kept = Map.copyOf(kept);
    }

    @Override
    public String toString() {
        return "DeviceStart[" + verificationUri.getHost() + "]";
    }
}
