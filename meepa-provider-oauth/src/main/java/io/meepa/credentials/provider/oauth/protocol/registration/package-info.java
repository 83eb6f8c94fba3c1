/** How an app becomes known to a server: by a document of its own, or by registering (RFC 7591). */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.registration;

import org.jspecify.annotations.NullMarked;
