package io.meepa.credentials.spi.store;

/**
 * A document as it is stored.
 *
 * @param content the whole document
 * @param revision which version it is
 */
public record StoredDocument(DocumentNode.Fields content, Revision revision) {}
