/** The tree of a SOPS document: objects, arrays and leaves, and the rule that decides which leaves are encrypted. */
@NullMarked
package io.meepa.credentials.sops.tree;

import org.jspecify.annotations.NullMarked;
