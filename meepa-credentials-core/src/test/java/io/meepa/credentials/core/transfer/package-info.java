@NullMarked
package io.meepa.credentials.core.transfer;

import org.jspecify.annotations.NullMarked;
