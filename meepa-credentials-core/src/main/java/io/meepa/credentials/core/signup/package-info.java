/** An agent's sign-ups and what a person fills in: functions from a credential that waits to one that is active. */
@NullMarked
package io.meepa.credentials.core.signup;

import org.jspecify.annotations.NullMarked;
