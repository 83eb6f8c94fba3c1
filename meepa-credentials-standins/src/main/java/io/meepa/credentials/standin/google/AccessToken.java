package io.meepa.credentials.standin.google;

import io.meepa.credentials.model.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A token that was issued: for whom, for what, until when. */
record AccessToken(Secret value, Optional<String> subject, Set<String> scopes, Instant expiry) {}
