/** Locks between threads, sessions and processes. */
@NullMarked
package io.meepa.credentials.sops.store.lock;

import org.jspecify.annotations.NullMarked;
