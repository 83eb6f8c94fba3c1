/** Metrics of credentials for whoever has Micrometer. */
@NullMarked
package io.meepa.examples.micrometer;

import org.jspecify.annotations.NullMarked;
