package io.meepa.credentials.testkit.standin;

import io.meepa.credentials.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A token that was handed out: for whom, for what, until when. */
record AccessToken(Secret value, Optional<String> subject, Set<String> scopes, Instant expiry) {}
