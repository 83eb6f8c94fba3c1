/** Connections by OAuth 2.0: one protocol, services as data. */
@NullMarked
package io.meepa.credentials.provider.oauth;

import org.jspecify.annotations.NullMarked;
