/**
 * OAuth 2.0 as pure functions: requests to bytes, bytes to answers. Opens no socket, reads no clock of its own and keeps
 * every token, code and verifier in a {@link io.meepa.credentials.model.Secret}.
 */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol;

import org.jspecify.annotations.NullMarked;
