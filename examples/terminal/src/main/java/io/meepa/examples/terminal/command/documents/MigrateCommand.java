package io.meepa.examples.terminal.command.documents;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Listing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine.Command;

/** Reads the document once: that is when the library moves an old {@code identity.json} into it. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa migrate"},
        description =
                "Moves an old identity.json into the encrypted document, as every first read does, and reports it.")
public final class MigrateCommand extends AgentCommand {

    private static final String DONE = "migrated";
    private static final String LEFT = "identity-left";

    private final List<CredentialEvent> events = new CopyOnWriteArrayList<>();

    @Override
    protected CredentialListener[] listeners() {
        return new CredentialListener[] {events::add};
    }

    @Override
    protected boolean mayBeNew() {
        return true;
    }

    @Override
    protected int run(AgentCredentials agent) {
        Listing listing = new Listing("notes", "note").fact("agent", agent.id());
        listing.fact("credentials", agent.list().size());
        listing.fact("migrated", has(DONE));
        events.stream()
                .filter(event -> event.kind() == CredentialEvent.Kind.STORE_NOTICE)
                .forEach(event -> listing.row(event.detail()));
        root().print(listing);
        return has(LEFT) ? ExitCode.FAILED : ExitCode.OK;
    }

    private boolean has(String code) {
        return events.stream().anyMatch(event -> event.subject().equals(code));
    }
}
