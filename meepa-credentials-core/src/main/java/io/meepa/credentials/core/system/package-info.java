/** System credentials: what the host's environment holds for all agents, chosen by a catalogue and by nothing else. */
@NullMarked
package io.meepa.credentials.core.system;

import org.jspecify.annotations.NullMarked;
