/** Tests of what passes between an agent that signs up and the engine. */
@NullMarked
package io.meepa.credentials.signup;

import org.jspecify.annotations.NullMarked;
