/**
 * The manager and its handles: opens what the configuration names, and joins the use cases. No other package knows
 * this one.
 */
@NullMarked
package io.meepa.credentials.core.manager;

import org.jspecify.annotations.NullMarked;
