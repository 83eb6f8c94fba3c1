/** Providers and the store that need nothing outside this process. */
@NullMarked
package io.meepa.credentials.core.builtin;

import org.jspecify.annotations.NullMarked;
