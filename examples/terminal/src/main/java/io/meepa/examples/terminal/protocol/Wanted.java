package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.Secret;
import java.util.Optional;

/**
 * Which logins are meant.
 *
 * @param username only this user's, if given
 * @param secret only those with this password, if given: a newer one must survive the refusal of an older one
 */
record Wanted(Optional<String> username, Optional<Secret> secret) {

    static Wanted any() {
        return new Wanted(Optional.empty(), Optional.empty());
    }

    boolean fits(Login login) {
        return login.fits(username) && secret.map(login.secret()::matches).orElse(true);
    }
}
