/** Tests of what the engine brings along. */
@NullMarked
package io.meepa.credentials.core.builtin;

import org.jspecify.annotations.NullMarked;
