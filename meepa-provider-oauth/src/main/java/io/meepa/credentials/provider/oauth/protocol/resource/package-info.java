/** What a protected resource says about itself (RFC 6750, RFC 9728). */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.resource;

import org.jspecify.annotations.NullMarked;
