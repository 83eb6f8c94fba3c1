/** Virtual cards from Privacy.com. */
@NullMarked
package io.meepa.credentials.provider.privacy;

import org.jspecify.annotations.NullMarked;
