/** A stand-in of Google's directory, token endpoint and Gmail tokens. */
@NullMarked
package io.meepa.credentials.standin.google;

import org.jspecify.annotations.NullMarked;
