/** The seal: what SOPS leaves open, closed by one encrypted line within the document. */
@NullMarked
package io.meepa.credentials.sops.store.seal;

import org.jspecify.annotations.NullMarked;
