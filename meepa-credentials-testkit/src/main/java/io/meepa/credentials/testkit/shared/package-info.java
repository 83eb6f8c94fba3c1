/** The contract of stores that several machines share: locks that can be lost, answers that can be lost, copies put back. */
@NullMarked
package io.meepa.credentials.testkit.shared;

import org.jspecify.annotations.NullMarked;
