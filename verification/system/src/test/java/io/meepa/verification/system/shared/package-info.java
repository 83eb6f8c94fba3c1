/** The contract of shared stores, kept by files. */
@NullMarked
package io.meepa.verification.system.shared;

import org.jspecify.annotations.NullMarked;
