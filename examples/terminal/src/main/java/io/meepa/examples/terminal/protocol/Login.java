package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * A user name and what proves it.
 *
 * @param username the user; empty for a token, which needs none
 * @param secret the password or token
 * @param expires when it ends, if known
 */
record Login(Optional<String> username, Secret secret, Optional<Instant> expires) {

    static Optional<Login> of(AgentCredential credential) {
        return secretItem(credential)
                .map(item -> new Login(
                        credential
                                .item(ItemKeys.USERNAME)
                                .map(name -> name.value().reveal()),
                        item.value(),
                        Expiry.of(credential.metadata())));
    }

    /** A token without a user name is anybody's. */
    boolean fits(Optional<String> wanted) {
        return wanted.isEmpty() || username.isEmpty() || username.equals(wanted);
    }

    static Optional<CredentialItem> secretItem(AgentCredential credential) {
        return credential.item(ItemKeys.PASSWORD).or(() -> credential.item(ItemKeys.TOKEN));
    }
}
