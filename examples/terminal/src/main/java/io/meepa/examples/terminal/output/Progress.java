package io.meepa.examples.terminal.output;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import java.util.Locale;
import java.util.Optional;

/**
 * Says when each piece of work upstream begins and ends.
 *
 * @param notes where to
 * @param ofAll whether several agents are worked on, so that each line names its agent
 */
public record Progress(SideNotes notes, boolean ofAll) implements CredentialListener {

    /**
     * Follows the work on one agent.
     *
     * @param notes where to
     */
    public Progress(SideNotes notes) {
        this(notes, false);
    }

    @Override
    public void on(CredentialEvent event) {
        line(event).ifPresent(line -> notes.say("progress", ofAll ? event.agent() + ": " + line : line));
    }

    /**
     * Returns what there is to say of an event.
     *
     * @param event the event
     * @return a line, or empty if the commands show it themselves
     */
    public static Optional<String> line(CredentialEvent event) {
        return switch (event.kind()) {
            case PROVISION, REVOKE, ROTATE, SUSPEND, RESUME, CONNECT, DISCONNECT ->
                Optional.of(event.subject() + ": "
                        + event.phase().name().toLowerCase(Locale.ROOT)
                        + (event.detail().isEmpty() ? "" : ": " + event.detail()));
            default -> Optional.empty();
        };
    }
}
