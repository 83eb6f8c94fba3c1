/** Real PostgreSQL servers for tests. */
@NullMarked
package io.meepa.verification.database;

import org.jspecify.annotations.NullMarked;
