/** Tests of the system credentials. */
@NullMarked
package io.meepa.credentials.core.system;

import org.jspecify.annotations.NullMarked;
