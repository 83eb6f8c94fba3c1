package io.meepa.credentials.spi.provider;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an upstream allows, and with it what the engine may promise. Immutable. */
public final class Capabilities {

    private final Creation creation;
    private final SecretVisibility secret;
    private final Revocation revocation;
    private final Cost cost;
    private final Suspension suspension;

    private Capabilities(
            Creation creation, SecretVisibility secret, Revocation revocation, Cost cost, Suspension suspension) {
        this.creation = creation;
        this.secret = secret;
        this.revocation = revocation;
        this.cost = cost;
        this.suspension = suspension;
    }

    /**
     * Creates the capabilities of an upstream whose resources cannot be switched off for now.
     *
     * @param creation what happens when a create is sent twice
     * @param secret whether a shown secret can be read again
     * @param revocation whether a resource can be taken back
     * @param cost what creating one costs
     * @return the capabilities
     */
    public static Capabilities of(Creation creation, SecretVisibility secret, Revocation revocation, Cost cost) {
        return new Capabilities(creation, secret, revocation, cost, Suspension.UNSUPPORTED);
    }

    /**
     * Returns a copy of an upstream whose resources can be switched off for now, and on again.
     *
     * @return the copy
     */
    public Capabilities suspendable() {
        return new Capabilities(creation, secret, revocation, cost, Suspension.REVERSIBLE);
    }

    /**
     * Returns what happens when a create is sent twice.
     *
     * @return the value
     */
    public Creation creation() {
        return creation;
    }

    /**
     * Returns whether a shown secret can be read again.
     *
     * @return the value
     */
    public SecretVisibility secret() {
        return secret;
    }

    /**
     * Returns whether a resource can be taken back.
     *
     * @return the value
     */
    public Revocation revocation() {
        return revocation;
    }

    /**
     * Returns what creating one costs; money is never spent by an automatic sweep.
     *
     * @return the value
     */
    public Cost cost() {
        return cost;
    }

    /**
     * Returns whether a resource can be switched off for now.
     *
     * @return the value
     */
    public Suspension suspension() {
        return suspension;
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Capabilities that
                && Objects.equals(creation, that.creation)
                && Objects.equals(secret, that.secret)
                && Objects.equals(revocation, that.revocation)
                && Objects.equals(cost, that.cost)
                && Objects.equals(suspension, that.suspension);
    }

    @Override
    public int hashCode() {
        return Objects.hash(creation, secret, revocation, cost, suspension);
    }

    @Override
    public String toString() {
        return "Capabilities[creation=" + creation + ", secret=" + secret + ", revocation=" + revocation + ", cost="
                + cost + ", suspension=" + suspension + "]";
    }
}
