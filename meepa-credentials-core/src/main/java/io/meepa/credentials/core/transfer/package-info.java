/** Copies documents as they are, encrypted, between stores and folders. Knows no format. */
@NullMarked
package io.meepa.credentials.core.transfer;

import org.jspecify.annotations.NullMarked;
