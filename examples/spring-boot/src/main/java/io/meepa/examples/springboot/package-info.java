/** An application from scratch, with one dependency. */
@NullMarked
package io.meepa.examples.springboot;

import org.jspecify.annotations.NullMarked;
