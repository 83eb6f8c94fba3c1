/** Revocation: what is queued, what is pending, and deprovisioning. */
@NullMarked
package io.meepa.credentials.core.revoke;

import org.jspecify.annotations.NullMarked;
