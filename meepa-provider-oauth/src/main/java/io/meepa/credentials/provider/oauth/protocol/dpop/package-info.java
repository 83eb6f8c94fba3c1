/** Tokens that are bound to a key (RFC 9449). */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.dpop;

import org.jspecify.annotations.NullMarked;
