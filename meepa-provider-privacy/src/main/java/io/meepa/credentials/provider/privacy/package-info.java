/** Virtual cards from Privacy.com: made paused, recorded, then opened; taken back by closing them for good. */
@NullMarked
package io.meepa.credentials.provider.privacy;

import org.jspecify.annotations.NullMarked;
