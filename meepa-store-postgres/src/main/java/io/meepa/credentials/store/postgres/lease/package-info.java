/** Locks that end by themselves, with a counter that keeps a former holder from writing. Not exported. */
@NullMarked
package io.meepa.credentials.store.postgres.lease;

import org.jspecify.annotations.NullMarked;
