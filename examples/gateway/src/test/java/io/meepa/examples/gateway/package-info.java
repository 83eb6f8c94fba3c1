/** The gateway over real HTTP, and its page in a real browser. */
@NullMarked
package io.meepa.examples.gateway;

import org.jspecify.annotations.NullMarked;
