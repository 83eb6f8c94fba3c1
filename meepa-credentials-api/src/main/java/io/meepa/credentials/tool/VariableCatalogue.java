package io.meepa.credentials.tool;

import io.meepa.credentials.model.CredentialSummary;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;

/**
 * Knows which variables, by the names that services give them, hold credentials. It turns what an {@code .env} file says
 * into credentials, and credentials into the names that such a file would have; the file itself is read by whatever
 * library the host likes. Immutable, thread-safe, touches no file and no network.
 */
public interface VariableCatalogue {

    /**
     * Creates credentials of variables. Nothing is stored: {@code add} what is wanted to an agent.
     *
     * @param variables values by name, as a file says them; the caller's strings cannot be wiped
     * @return the credentials, and what was done with each variable
     */
    VariableImport read(Map<String, String> variables);

    /**
     * Lists the variables that would hold some credentials, for a sample file or a check list. Never a value.
     *
     * @param credentials what an agent has
     * @return names, sorted; nothing for credentials and items that the catalogue does not know
     */
    SortedSet<String> names(Collection<CredentialSummary> credentials);
}
