/** Texts and findings that all parts of the codec share. */
@NullMarked
package io.meepa.credentials.sops.text;

import org.jspecify.annotations.NullMarked;
