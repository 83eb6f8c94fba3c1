/**
 * Sealed documents in rows of a PostgreSQL database: the same bytes that the file store keeps, shared by gateways on several
 * machines. {@link io.meepa.credentials.store.postgres.PostgresStore} is the way in.
 */
@NullMarked
package io.meepa.credentials.store.postgres;

import org.jspecify.annotations.NullMarked;
