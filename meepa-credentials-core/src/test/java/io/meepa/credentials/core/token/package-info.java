@NullMarked
package io.meepa.credentials.core.token;

import org.jspecify.annotations.NullMarked;
