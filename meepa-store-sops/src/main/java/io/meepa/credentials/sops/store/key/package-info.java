/** Where an agent's age identities come from, and whom its documents are encrypted to. */
@NullMarked
package io.meepa.credentials.sops.store.key;

import org.jspecify.annotations.NullMarked;
