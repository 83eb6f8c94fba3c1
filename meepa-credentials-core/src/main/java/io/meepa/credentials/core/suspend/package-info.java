/** Suspension: a resource is switched off for now, and on again. */
@NullMarked
package io.meepa.credentials.core.suspend;

import org.jspecify.annotations.NullMarked;
