package io.meepa.examples.terminal.output;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import java.util.Locale;

/**
 * Prints a line as the work on each agent's document ends.
 *
 * @param notes where to
 */
public record AgentProgress(SideNotes notes) implements CredentialListener {

    @Override
    public void on(CredentialEvent event) {
        boolean ended =
                event.phase() == CredentialEvent.Phase.SUCCEEDED || event.phase() == CredentialEvent.Phase.FAILED;
        switch (event.kind()) {
            case ADD, REKEY -> {
                if (ended) {
                    notes.say(
                            "progress",
                            event.agent() + ": " + event.phase().name().toLowerCase(Locale.ROOT));
                }
            }
            default -> {
                // The command shows the rest, or Notices does.
            }
        }
    }
}
