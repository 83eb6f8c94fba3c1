/** The gateway's routes: what they accept, what they call, what they answer. */
@NullMarked
package io.meepa.examples.gateway.api;

import org.jspecify.annotations.NullMarked;
