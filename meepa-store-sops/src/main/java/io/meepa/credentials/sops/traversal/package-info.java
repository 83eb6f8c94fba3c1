/** Walks over a document's tree: decrypting, encrypting, digesting, editing. */
@NullMarked
package io.meepa.credentials.sops.traversal;

import org.jspecify.annotations.NullMarked;
