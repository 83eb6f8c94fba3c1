package io.meepa.credentials.store.postgres.lease;

/**
 * What is locked.
 *
 * @param agent whose lock
 * @param name the lock's name
 */
record LeaseKey(String agent, String name) {}
