package io.meepa.credentials.sops;

import io.meepa.credentials.error.KeyUnavailableException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan to give a file a new data key and a new set of recipients in one step. Both at once, because a removed
 * recipient may have kept the old data key. Immutable; looking at it is the dry run.
 */
public final class Rekeying {

    private final SopsDocument document;
    private final Set<String> before;
    private final Set<String> after;
    private final List<Recipient> recipients;

    Rekeying(SopsDocument document, List<Recipient> recipients) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a file without a recipient could never be opened");
        }
        this.document = document;
        this.recipients = List.copyOf(recipients);
        this.after = recipients.stream().map(Recipient::toString).collect(Collectors.toCollection(LinkedHashSet::new));
        this.before = document.keyEntries().stream()
                .filter(KeyEntry::isX25519)
                .map(KeyEntry::recipient)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Lists who could open the file and still will.
     *
     * @return age recipients
     */
    public List<String> kept() {
        return after.stream().filter(before::contains).toList();
    }

    /**
     * Lists who could not open the file so far.
     *
     * @return age recipients
     */
    public List<String> added() {
        return after.stream().filter(name -> !before.contains(name)).toList();
    }

    /**
     * Lists who will no longer open the file. What they have read they keep.
     *
     * @return age recipients
     */
    public List<String> removed() {
        return before.stream().filter(name -> !after.contains(name)).toList();
    }

    /**
     * Lists what stands in the way: entries for which we cannot wrap a new data key, and key groups.
     *
     * @return one sentence each; empty if the plan can be carried out
     */
    public List<String> blockers() {
        List<KeyEntry> entries = document.keyEntries();
        if (entries.stream().anyMatch(entry -> entry.group() > 0)) {
            return List.of("the file has several key groups, which we read but do not split again;"
                    + " use sops rotate and sops updatekeys");
        }
        return entries.stream()
                .filter(entry -> !entry.isX25519())
                .map(entry -> "no new data key can be wrapped for " + entry + "; remove it with sops updatekeys first,"
                        + " or rotate with sops")
                .toList();
    }

    /**
     * Carries the plan out.
     *
     * @param mine the caller's identities, one of which must open the result
     * @return the document with a new data key, not yet saved
     * @throws IllegalArgumentException if there are {@link #blockers}
     * @throws KeyUnavailableException if none of the identities would open the result
     */
    public SopsDocument apply(Identities mine) {
        if (mine.recipients().stream().noneMatch(recipients::contains)) {
            throw new KeyUnavailableException("none of the identities at hand belongs to the new recipients " + after
                    + ", so you would lock yourself out; add one of " + mine.recipients());
        }
        SopsDocument changed = applyWithoutMyself();
        if (!changed.opensWith(mine)) {
            throw new IllegalStateException("the new data key does not unwrap; nothing was changed");
        }
        return changed;
    }

    /**
     * Carries the plan out although the caller may not be able to open the result.
     *
     * @return the document with a new data key, not yet saved
     * @throws IllegalArgumentException if there are {@link #blockers}
     */
    public SopsDocument applyWithoutMyself() {
        if (!blockers().isEmpty()) {
            throw new IllegalArgumentException("re-keying refused: " + String.join("; ", blockers()));
        }
        return document.rewrapped(recipients);
    }

    /**
     * Describes the plan.
     *
     * @return a text that may be seen
     */
    @Override
    public String toString() {
        return "new data key; kept " + kept() + ", added " + added() + ", removed " + removed() + ", blockers "
                + blockers();
    }
}
