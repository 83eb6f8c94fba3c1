package io.meepa.credentials.signup;

import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import java.util.Optional;

/**
 * A sign-up under way, on record before it is returned: what the agent fills in at the service.
 *
 * @param key the login's address, for completing or abandoning it
 * @param address the mail address
 * @param username the user name, if one was asked for
 * @param password the generated password
 * @param resumed whether it had begun before
 */
public record PendingSignup(
        CredentialKey key, Secret address, Optional<Secret> username, Secret password, boolean resumed) {}
