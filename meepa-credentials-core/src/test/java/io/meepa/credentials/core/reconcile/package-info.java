@NullMarked
package io.meepa.credentials.core.reconcile;

import org.jspecify.annotations.NullMarked;
