/** Metrics of credentials for hosts that use Micrometer. */
@NullMarked
package io.meepa.examples.micrometer;

import org.jspecify.annotations.NullMarked;
