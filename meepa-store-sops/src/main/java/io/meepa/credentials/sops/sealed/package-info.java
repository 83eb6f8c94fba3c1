/** The seal: what SOPS leaves open, closed by one encrypted line within the document. */
@NullMarked
package io.meepa.credentials.sops.sealed;

import org.jspecify.annotations.NullMarked;
