/** What is asked for, stored and upstream, compared: functions from values to values. */
@NullMarked
package io.meepa.credentials.core.reconcile;

import org.jspecify.annotations.NullMarked;
