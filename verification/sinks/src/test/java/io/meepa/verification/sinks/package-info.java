/** Tests of what could show a secret by accident. */
@NullMarked
package io.meepa.verification.sinks;

import org.jspecify.annotations.NullMarked;
