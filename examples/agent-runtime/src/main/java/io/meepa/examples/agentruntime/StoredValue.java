package io.meepa.examples.agentruntime;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import java.util.function.Supplier;

/**
 * One item of an agent's credential, looked up at each use: whoever asks this after a rotation gets the new value. Prints
 * as its address.
 *
 * @param agent whose
 * @param key which credential
 * @param item which item of it
 */
public record StoredValue(AgentCredentials agent, CredentialKey key, String item) implements Supplier<String> {

    /** Returns the value of this moment, for a library that takes nothing but texts. Hand it on at once. */
    @Override
    public String get() {
        try (Secret value = agent.get(key).secret(item)) {
            return value.reveal();
        }
    }

    @Override
    public String toString() {
        return agent.id() + "/" + key + "#" + item;
    }
}
