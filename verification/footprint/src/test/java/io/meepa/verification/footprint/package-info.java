/** What the default set costs its user: jars, a linked image, a native image's metadata. */
@NullMarked
package io.meepa.verification.footprint;

import org.jspecify.annotations.NullMarked;
