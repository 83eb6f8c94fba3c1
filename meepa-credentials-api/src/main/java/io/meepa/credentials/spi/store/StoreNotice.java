package io.meepa.credentials.spi.store;

import io.meepa.credentials.model.AgentId;

/**
 * Something a store noticed that an operator should know.
 *
 * @param agent whose document
 * @param code a stable word for machines, for instance {@code edited-elsewhere}
 * @param message what and what to do, for people, without a value
 */
public record StoreNotice(AgentId agent, String code, String message) {}
