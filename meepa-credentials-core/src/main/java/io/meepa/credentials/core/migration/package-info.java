/** Turns what older gateways and plain files hold into credentials: functions from a tree to values, without files. */
@NullMarked
package io.meepa.credentials.core.migration;

import org.jspecify.annotations.NullMarked;
