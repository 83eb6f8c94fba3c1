/** The tables, numbered, and scripts of roles. Not exported. */
@NullMarked
package io.meepa.credentials.store.postgres.schema;

import org.jspecify.annotations.NullMarked;
