/** How the cost of a SOPS file grows with its size. Depends on nothing else in this module. */
@NullMarked
package io.meepa.verification.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
