package io.meepa.credentials.core.handover;

import io.meepa.credentials.CredentialKey;

/**
 * Gives an item to the agent's tools under a variable's name.
 *
 * @param credential which credential
 * @param item which item of it
 * @param variable the variable's name
 */
public record Grant(CredentialKey credential, String item, String variable) {

    @Override
    public String toString() {
        return credential + "#" + item;
    }
}
