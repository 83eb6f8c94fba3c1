/**
 * Automatic provisioning on first use: when it begins, how long a read waits for it, and when it is tried again. Knows
 * nothing of what is created.
 */
@NullMarked
package io.meepa.credentials.core.ensure;

import org.jspecify.annotations.NullMarked;
