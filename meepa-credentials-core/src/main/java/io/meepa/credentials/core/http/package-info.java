/**
 * The host-bound HTTP client: adds an agent's credentials to requests that match a rule, and keeps them from everything that
 * its caller can see.
 */
@NullMarked
package io.meepa.credentials.core.http;

import org.jspecify.annotations.NullMarked;
