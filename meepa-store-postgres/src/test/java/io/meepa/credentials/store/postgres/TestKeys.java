package io.meepa.credentials.store.postgres;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;

/** A key pair for tests. */
record TestKeys(String identity, String recipient) {

    static TestKeys make() {
        Identity identity = Identity.generate();
        try (Secret text = identity.secret()) {
            return new TestKeys(text.reveal(), identity.recipient().toString());
        }
    }
}
