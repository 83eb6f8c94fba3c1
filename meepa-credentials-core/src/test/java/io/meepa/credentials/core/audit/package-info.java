@NullMarked
package io.meepa.credentials.core.audit;

import org.jspecify.annotations.NullMarked;
