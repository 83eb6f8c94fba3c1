/** The programs as people use them: started as processes, over one encrypted home. */
@NullMarked
package io.meepa.examples.terminal;

import org.jspecify.annotations.NullMarked;
