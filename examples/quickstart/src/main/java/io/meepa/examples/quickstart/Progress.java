package io.meepa.examples.quickstart;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import java.io.PrintStream;
import java.util.Locale;

/** Prints a line as each piece of work begins and ends. */
record Progress(PrintStream out) implements CredentialListener {

    @Override
    public void on(CredentialEvent event) {
        switch (event.kind()) {
            case PROVISION, REVOKE, ADD, REPLACE, STORE_NOTICE ->
                out.printf(
                        "  %-9s %-10s %-24s %s%n",
                        event.agent(),
                        event.kind().name().toLowerCase(Locale.ROOT),
                        event.subject(),
                        event.phase() == CredentialEvent.Phase.BEGUN
                                ? "…"
                                : event.phase().name().toLowerCase(Locale.ROOT));
            default -> {
                // The steps show themselves.
            }
        }
    }
}
