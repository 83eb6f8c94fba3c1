package io.meepa.credentials.sops.store;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.disk.Disk;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.sealed.DocumentPlace;
import io.meepa.credentials.sops.sealed.RollbackDetector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Distinguishes a document that was deleted from one that vanished: a small file beside the lock files says which generation a store
 * deleted. It holds nothing secret. Thread-safe.
 *
 * @param layout where it is
 * @param disk reads it
 * @param files writes it
 * @param rollbacks remembers which documents were seen
 * @param clock generations begin at its time
 */
record Deletions(Layout layout, Disk disk, DurableFiles files, RollbackDetector rollbacks, Clock clock) {

    private static final int LONGEST = 100;
    private static final Pattern FORM = Pattern.compile("meepa-deleted 1 generation=([0-9]{1,18})\n");

    /** Refuses to take a document for absent that was seen and that no store of ours deleted. */
    void requireAbsentRightly(DocumentPlace place) {
        if (rollbacks.newest(place.agent()).isPresent()) {
            rollbacks.requireAbsentRightly(place, generation(place.agent()));
        }
    }

    /** Refuses to create anything where the folder of all documents was, and is gone. */
    void requireFolder() {
        try {
            if (disk.state(layout.agents()).isEmpty()) {
                rollbacks.agents().forEach(agent -> requireAbsentRightly(layout.place(agent)));
            }
        } catch (IOException e) {
            throw new StoreException(layout.agents() + " cannot be examined: check that the disk works", e);
        }
    }

    private OptionalLong generation(AgentId agent) {
        try {
            byte[] line = disk.read(layout.deletion(agent), LONGEST);
            Matcher matcher = FORM.matcher(new String(line, StandardCharsets.US_ASCII));
            return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Notes a deletion before it happens. The caller holds the document's lock. */
    void put(AgentId agent) {
        long generation = Math.max(clock.millis(), rollbacks.newest(agent).orElse(0));
        String line = "meepa-deleted 1 generation=" + generation + "\n";
        files.replace(layout.deletion(agent), line.getBytes(StandardCharsets.US_ASCII), () -> {});
    }

    /** Removes the note once there is a document again, which was acknowledged: a note that stays does no harm. */
    void remove(AgentId agent) {
        if (generation(agent).isPresent()) {
            try {
                disk.delete(layout.deletion(agent));
            } catch (IOException e) {
                return;
            }
        }
    }
}
