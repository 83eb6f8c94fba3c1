/** An agent's own sign-up at a service: what is chosen before it is used, and what the service gave. */
@NullMarked
package io.meepa.credentials.signup;

import org.jspecify.annotations.NullMarked;
