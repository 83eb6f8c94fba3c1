/** Wrapping of a data key for age recipients. */
@NullMarked
package io.meepa.credentials.sops.age;

import org.jspecify.annotations.NullMarked;
