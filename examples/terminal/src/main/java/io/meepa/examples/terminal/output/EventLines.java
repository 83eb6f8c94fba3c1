package io.meepa.examples.terminal.output;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints every event as a line, for those who keep a record of who saw and changed what.
 *
 * @param notes where to
 */
public record EventLines(SideNotes notes) implements CredentialListener {

    @Override
    public void on(CredentialEvent event) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("at", event.at().toString());
        parts.put("agent", event.agent().value());
        parts.put("kind", lower(event.kind()));
        parts.put("phase", lower(event.phase()));
        parts.put("subject", event.subject());
        notes.say("event", "event: " + String.join(" ", parts.values()), parts);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
