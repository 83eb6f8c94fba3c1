@NullMarked
package io.meepa.examples.quickstart;

import org.jspecify.annotations.NullMarked;
