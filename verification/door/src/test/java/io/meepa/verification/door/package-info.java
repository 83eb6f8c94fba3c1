/** Does what the pages ask their reader to do, in a shell such as a container has. */
@NullMarked
package io.meepa.verification.door;

import org.jspecify.annotations.NullMarked;
