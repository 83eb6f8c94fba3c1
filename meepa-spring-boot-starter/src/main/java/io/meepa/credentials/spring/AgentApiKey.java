package io.meepa.credentials.spring;

import com.fasterxml.jackson.annotation.JsonValue;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import org.springframework.ai.model.ApiKey;

/**
 * A key for a model of Spring AI that is looked up when it is asked for, so that a rotated one needs no restart. Prints as its
 * address. Some clients of Spring AI ask once and keep the text: see docs/embedding.md.
 *
 * @param agent whose
 * @param key the credential
 * @param item the item that holds the key
 */
public record AgentApiKey(AgentCredentials agent, CredentialKey key, String item) implements ApiKey {

    @Override
    public String getValue() {
        try (Secret value = agent.get(key).secret(item)) {
            return value.reveal();
        }
    }

    /** Returns the address, never the value; also where this is written as JSON. */
    @Override
    @JsonValue
    public String toString() {
        return agent.id() + " " + key + "#" + item;
    }
}
