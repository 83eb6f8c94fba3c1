/** One call to a provider: what it is asked, what it reports on the way, and what it returns. */
@NullMarked
package io.meepa.credentials.spi.call;

import org.jspecify.annotations.NullMarked;
