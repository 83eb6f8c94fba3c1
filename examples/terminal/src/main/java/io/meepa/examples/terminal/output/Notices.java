package io.meepa.examples.terminal.output;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import java.io.PrintStream;

/**
 * Prints what the store noticed: wider file modes, a migration, an edit with another tool.
 *
 * @param out where to
 */
public record Notices(PrintStream out) implements CredentialListener {

    @Override
    public void on(CredentialEvent event) {
        if (event.kind() == CredentialEvent.Kind.STORE_NOTICE) {
            out.println(Plain.text("note: " + event.subject() + ": " + event.detail()));
        }
    }
}
