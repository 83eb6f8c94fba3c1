/**
 * What tests of plug-ins need: a clock that stands still, a sleeper that does not sleep, contexts out of maps, a record of
 * what a provider reports. The contract tests are in {@link io.meepa.credentials.testkit.provider} and
 * {@link io.meepa.credentials.testkit.store}.
 */
@NullMarked
package io.meepa.credentials.testkit;

import org.jspecify.annotations.NullMarked;
