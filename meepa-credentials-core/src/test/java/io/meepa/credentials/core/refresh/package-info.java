@NullMarked
package io.meepa.credentials.core.refresh;

import org.jspecify.annotations.NullMarked;
