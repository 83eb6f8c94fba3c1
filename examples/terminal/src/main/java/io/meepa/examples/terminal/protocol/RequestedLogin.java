package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.model.Secret;
import java.util.Optional;

/**
 * Which logins are meant.
 *
 * @param username only this user's, if given
 * @param secret only those with this password, if given: a newer one must survive the refusal of an older one
 */
record RequestedLogin(Optional<String> username, Optional<Secret> secret) {

    static RequestedLogin any() {
        return new RequestedLogin(Optional.empty(), Optional.empty());
    }

    boolean fits(Login login) {
        return login.fits(username) && secret.map(login.secret()::matches).orElse(true);
    }
}
