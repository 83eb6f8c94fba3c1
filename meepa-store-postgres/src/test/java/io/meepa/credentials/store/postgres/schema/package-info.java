@NullMarked
package io.meepa.credentials.store.postgres.schema;

import org.jspecify.annotations.NullMarked;
