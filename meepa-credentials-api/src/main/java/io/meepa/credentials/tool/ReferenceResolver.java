package io.meepa.credentials.tool;

import io.meepa.credentials.model.Secret;
import java.util.List;
import java.util.Map;

/**
 * Puts values in place of references, last and only where the allow-list says so. Use it on what goes to a tool or an
 * upstream service, never on what a model reads. A value that looks like a reference itself is left as it is.
 *
 * <p>Every method resolves all or nothing. It throws {@link io.meepa.credentials.error.ConfigurationException} for a malformed
 * or forbidden reference, {@link io.meepa.credentials.error.CredentialNotFoundException} for one that fits nothing,
 * {@link io.meepa.credentials.error.AmbiguousCredentialException} for one that fits several credentials.
 */
public interface ReferenceResolver {

    /**
     * Resolves every reference in a text.
     *
     * @param text the text, with or without references
     * @return the text with values, a secret as a whole
     */
    Secret resolve(String text);

    /**
     * Resolves the values of a map. Names are taken as they are.
     *
     * @param texts texts by name
     * @return resolved texts by name, in the same order
     */
    Map<String, Secret> resolve(Map<String, String> texts);

    /**
     * Resolves a list of arguments. Hand them to a call, not to a command line: other users can read that.
     *
     * @param texts the arguments
     * @return the resolved arguments
     */
    List<Secret> resolve(List<String> texts);
}
