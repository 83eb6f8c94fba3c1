package io.meepa.credentials.connect;

import io.meepa.credentials.model.CredentialKey;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sign-in that a person confirms on another device. Immutable. Printing shows no code. */
public final class DeviceConsent {

    private final CredentialKey key;
    private final String userCode;
    private final URI verificationUri;
    private final @Nullable URI complete;
    private final Instant until;

    private DeviceConsent(
            CredentialKey key, String userCode, URI verificationUri, @Nullable URI complete, Instant until) {
        this.key = key;
        this.userCode = userCode;
        this.verificationUri = verificationUri;
        this.complete = complete;
        this.until = until;
    }

    /**
     * Creates a sign-in.
     *
     * @param key the connection to be
     * @param userCode what the person types
     * @param verificationUri where
     * @param until when it is over
     * @return the sign-in
     */
    public static DeviceConsent of(CredentialKey key, String userCode, URI verificationUri, Instant until) {
        return new DeviceConsent(key, userCode, verificationUri, null, until);
    }

    /**
     * Returns a copy with an address that holds the code already.
     *
     * @param address the address
     * @return the copy
     */
    public DeviceConsent completeAt(URI address) {
        return new DeviceConsent(key, userCode, verificationUri, address, until);
    }

    /**
     * Returns the connection to be.
     *
     * @return the key
     */
    public CredentialKey key() {
        return key;
    }

    /**
     * Returns what the person types.
     *
     * @return the code
     */
    public String userCode() {
        return userCode;
    }

    /**
     * Returns where the person types it.
     *
     * @return the address
     */
    public URI verificationUri() {
        return verificationUri;
    }

    /**
     * Returns an address that holds the code already, for a link or a picture of it.
     *
     * @return the address, or empty if the service gives none
     */
    public Optional<URI> complete() {
        return Optional.ofNullable(complete);
    }

    /**
     * Returns when it is over.
     *
     * @return the time
     */
    public Instant until() {
        return until;
    }

    @Override
    public String toString() {
        return "DeviceConsent[" + key + ", " + verificationUri.getHost() + ", until " + until + "]";
    }
}
