/** Proof that a resource is gone: what several looks at the right account found. */
@NullMarked
package io.meepa.credentials.provider.support.absence;

import org.jspecify.annotations.NullMarked;
