package io.meepa.examples.terminal.output;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Prints a line as each piece of work upstream begins and ends.
 *
 * @param out where to
 */
public record Progress(PrintStream out) implements CredentialListener {

    @Override
    public void on(CredentialEvent event) {
        switch (event.kind()) {
            case PROVISION, REVOKE ->
                out.println(Plain.text(event.subject() + ": " + phase(event)
                        + (event.detail().isEmpty() ? "" : ": " + event.detail())));
            default -> {
                // The commands show these themselves, or Notices does.
            }
        }
    }

    private static String phase(CredentialEvent event) {
        return event.phase().name().toLowerCase(Locale.ROOT);
    }
}
