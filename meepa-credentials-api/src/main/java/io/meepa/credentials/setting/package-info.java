/** Every key of the configuration, described; and values that know where they were written. */
@NullMarked
package io.meepa.credentials.setting;

import org.jspecify.annotations.NullMarked;
