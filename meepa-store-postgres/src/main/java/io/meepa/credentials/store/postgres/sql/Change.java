package io.meepa.credentials.store.postgres.sql;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a write does to a row.
 *
 * @param expected the state it was made from, or null for none
 * @param body the new bytes, or null to delete
 * @param fence the lease it stands under, or null for none
 * @param writeId the id of this write, the same at each try
 */
@SuppressWarnings("ArrayRecordComponent") // Lives within one call; nobody compares it.
record Change(
        @Nullable RowVersion expected,
        byte @Nullable [] body,
        @Nullable Fence fence,
        UUID writeId) {}
