/** The encrypted value, the data key and what is computed over values. */
@NullMarked
package io.meepa.credentials.sops.crypto;

import org.jspecify.annotations.NullMarked;
