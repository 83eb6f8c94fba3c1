/** Rotation: a new secret beside the one in use, then the switch. */
@NullMarked
package io.meepa.credentials.core.rotate;

import org.jspecify.annotations.NullMarked;
