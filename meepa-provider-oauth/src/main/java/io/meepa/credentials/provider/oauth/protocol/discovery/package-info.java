/** What a server publishes about itself (RFC 8414). */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.discovery;

import org.jspecify.annotations.NullMarked;
