package io.meepa.credentials.spi;

/**
 * What an upstream allows, and with it what the engine may promise.
 *
 * @param creation what happens when a create is sent twice
 * @param secret whether a shown secret can be read again
 * @param revocation whether a resource can be taken back
 * @param cost what creating one costs; money is never spent by an automatic sweep
 * @param suspension whether a resource can be switched off for now
 */
public record Capabilities(
        Creation creation, SecretVisibility secret, Revocation revocation, Cost cost, Suspension suspension) {

    /**
     * Makes the capabilities of an upstream whose resources cannot be switched off for now.
     *
     * @param creation what happens when a create is sent twice
     * @param secret whether a shown secret can be read again
     * @param revocation whether a resource can be taken back
     * @param cost what creating one costs
     */
    public Capabilities(Creation creation, SecretVisibility secret, Revocation revocation, Cost cost) {
        this(creation, secret, revocation, cost, Suspension.UNSUPPORTED);
    }

    /** What happens when a create is sent twice. */
    public enum Creation {
        /** The upstream returns the first resource for the same tag. */
        IDEMPOTENT,
        /** The upstream makes another, but ours can be found by its tag. */
        FINDABLE,
        /** The upstream makes another and none can be found: after a lost answer a person decides. */
        UNREPEATABLE,
        /** There is no upstream: the values come from the configuration or a person. */
        LOCAL
    }

    /** Whether a secret can be read again. */
    public enum SecretVisibility {
        /** At any time. */
        RETRIEVABLE,
        /** Only in the answer that created it. */
        SHOWN_ONCE,
        /** There is none, or it is ours. */
        NONE
    }

    /** Whether a resource can be taken back. */
    public enum Revocation {
        /** For good. */
        FINAL,
        /** It can be brought back for a while. */
        REVERSIBLE,
        /** Not at all. */
        UNSUPPORTED
    }

    /** Whether a resource can be switched off for now. */
    public enum Suspension {
        /** It can, and on again, as often as anyone likes: see {@link CredentialIssuer#suspension()}. */
        REVERSIBLE,
        /** It cannot. */
        UNSUPPORTED
    }

    /** What creating costs. */
    public enum Cost {
        /** Nothing. */
        FREE,
        /** A place in a limited number. */
        QUOTA,
        /** Money, or the power to spend it. */
        MONEY
    }
}
