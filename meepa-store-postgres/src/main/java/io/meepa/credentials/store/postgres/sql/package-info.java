/** Statements over {@code java.sql}: what a failure means, how long to go on, and rows that know only bytes. Not exported. */
@NullMarked
package io.meepa.credentials.store.postgres.sql;

import org.jspecify.annotations.NullMarked;
