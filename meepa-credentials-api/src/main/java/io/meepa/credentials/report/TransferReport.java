package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import java.util.List;

/**
 * The result of copying documents. Each document of the source is in exactly one of the lists.
 *
 * @param copied those that were copied
 * @param same those that were there already, with the same bytes
 * @param different those that were there already with other bytes, and were left alone
 * @param refused those that could not be read, or could not be opened by the store they were meant for
 */
public record TransferReport(List<AgentId> copied, List<AgentId> same, List<AgentId> different, List<Refused> refused) {

    /** Copies the lists. */
    public TransferReport {
        copied = List.copyOf(copied);
        same = List.copyOf(same);
        different = List.copyOf(different);
        refused = List.copyOf(refused);
    }

    /**
     * A document that was not copied.
     *
     * @param agent whose document
     * @param reason why, and what to do; without a value
     */
    public record Refused(AgentId agent, String reason) {}

    /**
     * Returns how many documents the source has.
     *
     * @return the sum of all lists
     */
    public int documents() {
        return copied.size() + same.size() + different.size() + refused.size();
    }

    /**
     * Returns whether every document of the source is now in both places.
     *
     * @return false if one was left alone or refused
     */
    public boolean ok() {
        return different.isEmpty() && refused.isEmpty();
    }
}
