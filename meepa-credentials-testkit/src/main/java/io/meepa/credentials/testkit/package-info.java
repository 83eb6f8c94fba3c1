/**
 * Contract tests that a plug-in's author extends, and what they need: a clock that stands still, a sleeper that does not
 * sleep, contexts out of maps. The stand-ins of paid services are in
 * {@link io.meepa.credentials.testkit.standin}.
 */
@NullMarked
package io.meepa.credentials.testkit;

import org.jspecify.annotations.NullMarked;
