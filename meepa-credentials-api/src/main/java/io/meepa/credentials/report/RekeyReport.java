package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import java.util.List;

/**
 * Who can open an agent's document after a new data key, or would. Names are public keys, never secrets.
 *
 * @param agent whose document
 * @param done whether it was done; false for a dry run
 * @param kept who could open it before and still can
 * @param added who could not open it before
 * @param removed who can no longer open it; what they have read they keep
 * @param blockers what stands in the way, one sentence each; empty if it was done
 */
public record RekeyReport(
        AgentId agent,
        boolean done,
        List<String> kept,
        List<String> added,
        List<String> removed,
        List<String> blockers) {

    /** Copies the lists. */
    public RekeyReport {
        kept = List.copyOf(kept);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        blockers = List.copyOf(blockers);
    }
}
