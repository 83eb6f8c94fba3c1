package io.meepa.examples.terminal.output;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import java.util.Locale;

/**
 * Prints every event as a line, for those who keep a record of who saw and changed what.
 *
 * @param notes where to
 */
public record EventLines(SideNotes notes) implements CredentialListener {

    @Override
    public void on(CredentialEvent event) {
        notes.say(
                "event",
                "event: " + event.at() + " " + event.agent() + " " + lower(event.kind()) + " " + lower(event.phase())
                        + " " + event.subject());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
