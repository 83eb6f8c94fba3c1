@NullMarked
package io.meepa.verification.failover;

import org.jspecify.annotations.NullMarked;
