package io.meepa.credentials.connect;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * A sign-in that waits for a person. Printing shows the host of the address only, for the address is good for one sign-in.
 *
 * @param key the connection to be
 * @param handle distinguishes this sign-in from others; no secret
 * @param address what to open in the person's browser
 * @param until when it is over
 * @param tiedTo agents that are connected to the service through the same app, where the service ties the sign-ins of one
 *     person together: what ends one may end the other
 */
public record Consent(CredentialKey key, String handle, URI address, Instant until, List<AgentId> tiedTo) {

    /** Copies the agents. */
    public Consent {
        tiedTo = List.copyOf(tiedTo);
    }

    @Override
    public String toString() {
        return "Consent[" + key + ", " + address.getHost() + ", until " + until + "]";
    }
}
