/** The agent's own credentials: added ones, sign-ups and manual steps. */
@NullMarked
package io.meepa.credentials.core.own;

import org.jspecify.annotations.NullMarked;
