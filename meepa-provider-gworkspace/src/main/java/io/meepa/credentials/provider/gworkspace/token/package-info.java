/** What a host implements that gives access tokens itself. */
@NullMarked
package io.meepa.credentials.provider.gworkspace.token;

import org.jspecify.annotations.NullMarked;
