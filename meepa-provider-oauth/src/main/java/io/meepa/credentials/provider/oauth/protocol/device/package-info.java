/** The sign-in on another device (RFC 8628). */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.device;

import org.jspecify.annotations.NullMarked;
