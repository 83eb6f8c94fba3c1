/** Tests of the masking. */
@NullMarked
package io.meepa.credentials.core.masking;

import org.jspecify.annotations.NullMarked;
