/** A stand-in of Privacy.com. */
@NullMarked
package io.meepa.credentials.standin.privacy;

import org.jspecify.annotations.NullMarked;
