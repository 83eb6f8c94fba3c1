package io.meepa.credentials.core.http;

import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.spi.provider.RequestTarget;

/**
 * A rule of one agent's client, for one kind of request.
 *
 * @param name the rule's name in the configuration
 * @param key the credential
 * @param item the item that is added
 * @param target the requests, and where in them
 */
record BoundRule(String name, CredentialKey key, String item, RequestTarget target) {

    /** Returns the item as people and events name it. */
    String subject() {
        return key + "#" + item;
    }
}
