/** Round trips with an authorization server that others wrote. */
@NullMarked
package io.meepa.credentials.provider.oauth.interop;

import org.jspecify.annotations.NullMarked;
