/** An agent's whole state, and its one mapping to the stores' neutral tree. */
@NullMarked
package io.meepa.credentials.core.document;

import org.jspecify.annotations.NullMarked;
