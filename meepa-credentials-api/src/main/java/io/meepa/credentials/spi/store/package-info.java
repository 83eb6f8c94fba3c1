/**
 * The contract of a store: {@link io.meepa.credentials.spi.store.CredentialStore} opens a
 * {@link io.meepa.credentials.spi.store.StoreSession}, which keeps one document per agent.
 */
@NullMarked
package io.meepa.credentials.spi.store;

import org.jspecify.annotations.NullMarked;
