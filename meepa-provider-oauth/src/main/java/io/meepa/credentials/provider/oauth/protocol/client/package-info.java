/** How an app says who it is (RFC 6749, section 2.3; RFC 7523, section 2.2). */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.client;

import org.jspecify.annotations.NullMarked;
