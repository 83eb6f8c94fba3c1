/** Sources of age identities. */
@NullMarked
package io.meepa.credentials.sops.key;

import org.jspecify.annotations.NullMarked;
