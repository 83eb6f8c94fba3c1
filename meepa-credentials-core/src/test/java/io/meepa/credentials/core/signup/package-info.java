/** Tests of sign-ups. */
@NullMarked
package io.meepa.credentials.core.signup;

import org.jspecify.annotations.NullMarked;
