/** The main job in one run: provision two agents, look, hand over, take one away. */
@NullMarked
package io.meepa.examples.quickstart;

import org.jspecify.annotations.NullMarked;
