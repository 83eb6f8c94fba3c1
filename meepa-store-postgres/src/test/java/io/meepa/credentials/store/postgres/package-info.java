@NullMarked
package io.meepa.credentials.store.postgres;

import org.jspecify.annotations.NullMarked;
