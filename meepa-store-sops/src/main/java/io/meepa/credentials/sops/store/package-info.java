/**
 * The file store: one SOPS file per agent, sealed, locked and replaced durably. Found by the service loader as {@code
 * sops}.
 */
@NullMarked
package io.meepa.credentials.sops.store;

import org.jspecify.annotations.NullMarked;
