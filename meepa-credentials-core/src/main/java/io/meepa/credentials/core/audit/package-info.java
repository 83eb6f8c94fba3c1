/**
 * The audit trail: an append-only file of what happened, each record chained to the one before by a keyed digest, shared
 * by all processes on one home. Knows nothing of documents, stores and providers.
 */
@NullMarked
package io.meepa.credentials.core.audit;

import org.jspecify.annotations.NullMarked;
