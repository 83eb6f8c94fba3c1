@NullMarked
package io.meepa.credentials.store.postgres.sql;

import org.jspecify.annotations.NullMarked;
