package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.report.Evidence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream says of a stored credential. That it is gone is said with {@link Evidence}: an answer that is thin, or of
 * another account, is {@linkplain #unknown(String...) unknown}. Immutable.
 */
public final class Verification {

    private final State state;
    private final List<String> differences;
    private final Metadata metadata;
    private final @Nullable Evidence evidence;

    private Verification(State state, List<String> differences, Metadata metadata, @Nullable Evidence evidence) {
        this.state = state;
        this.differences = List.copyOf(differences);
        this.metadata = metadata;
        this.evidence = evidence;
    }

    /**
     * Returns the answer that the resource is there and usable.
     *
     * @param differences how it differs from what is asked for, a phrase each
     * @return live
     */
    public static Verification live(List<String> differences) {
        return of(State.LIVE, differences);
    }

    /**
     * Returns the answer that the resource is there, but switched off for now.
     *
     * @param differences how it differs from what is asked for, a phrase each
     * @return suspended
     */
    public static Verification suspended(List<String> differences) {
        return of(State.SUSPENDED, differences);
    }

    /**
     * Returns the answer that the resource is not there, or closed for good.
     *
     * @param evidence what that is based on
     * @param why what was found, a phrase each
     * @return gone
     */
    public static Verification gone(Evidence evidence, String... why) {
        return new Verification(State.GONE, List.of(why), Metadata.empty(), evidence);
    }

    /**
     * Returns the answer that the resource is there, but not ours.
     *
     * @param why what shows it, a phrase
     * @return foreign
     */
    public static Verification foreign(String why) {
        return of(State.FOREIGN, List.of(why));
    }

    /**
     * Returns the answer of an upstream that does not know.
     *
     * @param why what was found, a phrase each
     * @return unknown
     */
    public static Verification unknown(String... why) {
        return of(State.UNKNOWN, List.of(why));
    }

    /**
     * Returns an answer that needs no evidence.
     *
     * @param state whether it is there
     * @param differences how it differs from what is asked for, a phrase each
     * @return the answer
     * @throws IllegalArgumentException if the state is {@link State#GONE}
     */
    public static Verification of(State state, List<String> differences) {
        if (state == State.GONE) {
            throw new IllegalArgumentException("what is gone is said with evidence");
        }
        return new Verification(state, differences, Metadata.empty(), null);
    }

    /**
     * Returns a copy with what the upstream says that is worth recording.
     *
     * @param newMetadata the metadata
     * @return the copy
     */
    public Verification withMetadata(Metadata newMetadata) {
        return new Verification(state, differences, newMetadata, evidence);
    }

    /**
     * Returns a copy that says what the answer is based on.
     *
     * @param looks the evidence
     * @return the copy
     */
    public Verification basedOn(Evidence looks) {
        return new Verification(state, differences, metadata, looks);
    }

    /**
     * Returns whether it is there.
     *
     * @return the value
     */
    public State state() {
        return state;
    }

    /**
     * Returns how it differs from what is asked for.
     *
     * @return a phrase each, without values of secrets
     */
    public List<String> differences() {
        return differences;
    }

    /**
     * Returns what the upstream says that is worth recording in place of metadata of the same names; recorded after a repair.
     *
     * @return the value
     */
    public Metadata metadata() {
        return metadata;
    }

    /**
     * Returns what the answer is based on.
     *
     * @return the evidence, always there if it is gone
     */
    public Optional<Evidence> evidence() {
        return Optional.ofNullable(evidence);
    }

    /** Whether a resource is there. */
    public enum State {

        /** There and usable. */
        LIVE,

        /** There, but switched off for now. */
        SUSPENDED,

        /** Not there, or closed for good. */
        GONE,

        /** There, but not ours. */
        FOREIGN,

        /** The upstream does not know. */
        UNKNOWN
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Verification that
                && Objects.equals(state, that.state)
                && Objects.equals(differences, that.differences)
                && Objects.equals(metadata, that.metadata)
                && Objects.equals(evidence, that.evidence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(state, differences, metadata, evidence);
    }

    @Override
    public String toString() {
        return "Verification[state=" + state + ", differences=" + differences + ", metadata=" + metadata + ", evidence="
                + evidence + "]";
    }
}
