/**
 * What tests of plug-ins need: a clock that stands still, a sleeper that does not sleep, contexts out of maps, a record of
 * what a provider reports. The contract tests are in {@link io.meepa.credentials.testkit.provider} and
 * {@link io.meepa.credentials.testkit.store}, and for stores that several machines share in
 * {@link io.meepa.credentials.testkit.shared}. {@link io.meepa.credentials.testkit.fake} has providers that need no network.
 */
@NullMarked
package io.meepa.credentials.testkit;

import org.jspecify.annotations.NullMarked;
