/** Tests of the kernel. */
@NullMarked
package io.meepa.credentials.core.operation;

import org.jspecify.annotations.NullMarked;
