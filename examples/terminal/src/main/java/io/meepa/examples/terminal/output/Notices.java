package io.meepa.examples.terminal.output;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;

/**
 * Prints what the store noticed: wider file modes, a migration, an edit with another tool.
 *
 * @param notes where to
 */
public record Notices(SideNotes notes) implements CredentialListener {

    @Override
    public void on(CredentialEvent event) {
        if (event.kind() == CredentialEvent.Kind.STORE_NOTICE) {
            notes.say("note", "note: " + event.subject() + ": " + event.detail());
        }
    }
}
