package io.meepa.credentials.tool;

import io.meepa.credentials.model.AgentCredential;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What variables hold. Each variable read has exactly one fate, so that nothing is lost without a word.
 *
 * @param credentials the credentials, in the catalogue's order
 * @param dispositions what was done with each variable, by name
 */
public record VariableImport(List<AgentCredential> credentials, SortedMap<String, Disposition> dispositions) {

    /** Copies the collections. */
    public VariableImport {
        credentials = List.copyOf(credentials);
        dispositions = Collections.unmodifiableSortedMap(new TreeMap<>(dispositions));
    }

    /** What was done with a variable. */
    public enum Disposition {
        /** It is an item of one of the credentials. */
        IMPORTED,
        /** The credential that it belongs to lacks another variable. */
        INCOMPLETE,
        /** It has no value. */
        BLANK,
        /** Its value is public, because a sample file ships it. */
        PUBLIC,
        /** It is the host's own: a provisioning key, a platform's key, or infrastructure. No agent gets it. */
        WITHHELD,
        /** The catalogue does not know it. */
        UNKNOWN
    }
}
