/** Tests of automatic provisioning. */
@NullMarked
package io.meepa.credentials.core.ensure;

import org.jspecify.annotations.NullMarked;
