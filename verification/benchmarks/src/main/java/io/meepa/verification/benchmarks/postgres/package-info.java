/** What the PostgreSQL store costs, measured on servers that force every write to disk. */
@NullMarked
package io.meepa.verification.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;
