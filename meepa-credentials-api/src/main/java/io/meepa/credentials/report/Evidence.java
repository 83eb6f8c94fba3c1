package io.meepa.credentials.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a step that cannot be undone is based on: which looks, when, and on which account. Deleting upstream, dropping a secret
 * and making what costs take it as a value, and events and reports name it. Immutable, without a secret.
 */
public final class Evidence {

    /** The most looks that are kept: the first, and the latest of the others. */
    public static final int MOST_LOOKS = 20;

    /** How many different questions have to find nothing before a resource counts as gone. */
    private static final int QUESTIONS = 2;

    private final List<Look> looks;
    private final @Nullable String account;

    private Evidence(List<Look> looks, @Nullable String account) {
        this.looks = List.copyOf(looks);
        this.account = account;
    }

    /**
     * Creates evidence of what our own record says, or a person or program asked for.
     *
     * @param at when it was read
     * @param finding what it says, for people, without a secret
     * @return the evidence, at an account that is not known
     */
    public static Evidence recorded(Instant at, String finding) {
        return of(List.of(new Look(Kind.RECORD, at, finding)));
    }

    /**
     * Creates evidence of what the upstream showed or did.
     *
     * @param at when it was asked
     * @param finding what was asked and what was answered, for instance {@code show the card: CLOSED}
     * @return the evidence, at an account that is not known
     */
    public static Evidence shown(Instant at, String finding) {
        return of(List.of(new Look(Kind.SHOWN, at, finding)));
    }

    /**
     * Creates evidence of what the upstream did not have.
     *
     * @param at when it was asked
     * @param finding what was asked and what was answered, for instance {@code GET box: 404}
     * @return the evidence, at an account that is not known
     */
    public static Evidence absent(Instant at, String finding) {
        return of(List.of(new Look(Kind.ABSENT, at, finding)));
    }

    /**
     * Creates evidence of some looks, at an account that is not known.
     *
     * @param looks the looks, oldest first; of more than {@link #MOST_LOOKS} the first and the latest are kept
     * @return the evidence
     * @throws IllegalArgumentException if there is no look
     */
    public static Evidence of(List<Look> looks) {
        if (looks.isEmpty()) {
            throw new IllegalArgumentException("evidence has at least one look");
        }
        if (looks.size() <= MOST_LOOKS) {
            return new Evidence(looks, null);
        }
        List<Look> kept = new ArrayList<>(looks.subList(looks.size() - MOST_LOOKS + 1, looks.size()));
        kept.add(0, looks.get(0));
        return new Evidence(kept, null);
    }

    /**
     * Returns a copy with further looks.
     *
     * @param later what was found out after this; its account is taken over if this names none
     * @return the copy
     */
    public Evidence and(Evidence later) {
        List<Look> more = new ArrayList<>(looks);
        later.looks.stream().filter(look -> !looks.contains(look)).forEach(more::add);
        return new Evidence(of(more).looks, account == null ? later.account : account);
    }

    /**
     * Returns a copy that names the account that was looked at.
     *
     * @param id the account's id, no secret
     * @return the copy
     */
    public Evidence onAccount(String id) {
        return new Evidence(looks, id);
    }

    /**
     * Returns the looks.
     *
     * @return at least one, oldest first
     */
    public List<Look> looks() {
        return looks;
    }

    /**
     * Returns the account that was looked at.
     *
     * @return its id, or empty if the upstream does not say
     */
    public Optional<String> account() {
        return Optional.ofNullable(account);
    }

    /**
     * Returns whether a resource may be held for gone on this: the upstream showed its end, or two different questions did not
     * find it. Anything less is thin.
     *
     * @return whether it may
     */
    public boolean provesAbsence() {
        boolean end = looks.stream().anyMatch(is(Kind.SHOWN));
        return end
                || looks.stream()
                                .filter(is(Kind.ABSENT))
                                .map(Look::finding)
                                .distinct()
                                .count()
                        >= QUESTIONS;
    }

    /**
     * Returns whether a resource of a known account may be held for gone on this. What is not found elsewhere proves nothing;
     * what the upstream shows of the resource itself can be of its account only.
     *
     * @param madeOn the account that the resource was made on
     * @return whether it may
     */
    public boolean provesAbsence(String madeOn) {
        boolean there = account == null ? looks.stream().anyMatch(is(Kind.SHOWN)) : account.equals(madeOn);
        return there && provesAbsence();
    }

    /**
     * Returns whether this says nothing of the upstream, because by our own record there is nothing to look for.
     *
     * @return whether every look is of the record
     */
    public boolean isOfRecordAlone() {
        return looks.stream().allMatch(is(Kind.RECORD));
    }

    private static Predicate<Look> is(Kind kind) {
        return look -> look.kind() == kind;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidence that && looks.equals(that.looks) && Objects.equals(account, that.account);
    }

    @Override
    public int hashCode() {
        return Objects.hash(looks, account);
    }

    /** Returns a phrase for events and reports. */
    @Override
    public String toString() {
        String seen = looks.stream().map(Look::toString).collect(Collectors.joining(", then "));
        return account == null ? seen : seen + ", on account " + account;
    }

    /** Where a look went, and what it found. */
    public enum Kind {

        /** Our own record, or what a person or program asked for. */
        RECORD,

        /** The upstream, which showed or did something. */
        SHOWN,

        /** The upstream, which did not have what was asked for. */
        ABSENT
    }

    /**
     * One look.
     *
     * @param kind where it went, and whether it found something
     * @param at when
     * @param finding what was asked and what was answered, for people, without a secret; what is longer is cut
     */
    public record Look(Kind kind, Instant at, String finding) {

        /** The longest finding kept, in characters. */
        public static final int LONGEST_FINDING = 300;

        /** Cuts a longer finding. */
        public Look {
            finding = finding.length() <= LONGEST_FINDING ? finding : finding.substring(0, LONGEST_FINDING - 1) + "…";
        }

        @Override
        public String toString() {
            return finding + " at " + at;
        }
    }
}
