/** The sign-in in a browser: the request with its proof key (RFC 7636), pushed or not (RFC 9126), and what comes back. */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.authorization;

import org.jspecify.annotations.NullMarked;
