package io.meepa.credentials.event;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.PendingOperation;

/**
 * A call of a provider, which may be several requests upstream.
 *
 * @param operation what it was to do
 * @param category the credential's category
 * @param service the credential's service
 */
public record ProviderCall(PendingOperation.Kind operation, Category category, String service) {}
