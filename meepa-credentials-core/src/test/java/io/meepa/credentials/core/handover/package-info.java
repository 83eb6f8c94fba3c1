/** Tests of the hand-over. */
@NullMarked
package io.meepa.credentials.core.handover;

import org.jspecify.annotations.NullMarked;
