package io.meepa.credentials.spi.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a step that cannot be undone is based on: which looks at the upstream, when, and on which account. Immutable, without
 * a secret.
 */
public final class Evidence {

    private final List<Look> looks;
    private final @Nullable String account;

    private Evidence(List<Look> looks, @Nullable String account) {
        this.looks = List.copyOf(looks);
        this.account = account;
    }

    /**
     * Creates evidence of some looks, at an account that is not known.
     *
     * @param looks the looks, oldest first
     * @return the evidence
     * @throws IllegalArgumentException if there is no look
     */
    public static Evidence of(List<Look> looks) {
        if (looks.isEmpty()) {
            throw new IllegalArgumentException("evidence has at least one look");
        }
        return new Evidence(looks, null);
    }

    /**
     * Creates evidence of one look, at an account that is not known.
     *
     * @param at when the upstream was looked at
     * @param finding what was asked and what was answered, for instance {@code GET card: closed}
     * @return the evidence
     */
    public static Evidence of(Instant at, String finding) {
        return of(List.of(new Look(at, finding)));
    }

    /**
     * Returns a copy with one more look.
     *
     * @param at when the upstream was looked at
     * @param finding what was asked and what was answered
     * @return the copy
     */
    public Evidence and(Instant at, String finding) {
        List<Look> more = new ArrayList<>(looks);
        more.add(new Look(at, finding));
        return new Evidence(more, account);
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

    /**
     * One look at an upstream.
     *
     * @param at when
     * @param finding what was asked and what was answered, for people, without a secret
     */
    public record Look(Instant at, String finding) {

        @Override
        public String toString() {
            return finding + " at " + at;
        }
    }
}
