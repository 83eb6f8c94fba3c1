/** The main job from end to end. */
@NullMarked
package io.meepa.verification.system;

import org.jspecify.annotations.NullMarked;
