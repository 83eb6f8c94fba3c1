@NullMarked
package io.meepa.credentials.store.postgres.lease;

import org.jspecify.annotations.NullMarked;
