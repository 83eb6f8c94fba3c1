package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.argument.Address;
import io.meepa.examples.terminal.argument.Matching;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Plain;
import io.meepa.examples.terminal.output.Views;
import io.meepa.examples.terminal.prompt.Terminals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one credential. Without {@code --reveal} no secret is read at all. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials meepa show login/github",
            "  credentials meepa show login/github --reveal --item token | wl-copy"
        },
        description = "Shows one credential, its values masked.")
final class ShowCommand extends AgentCommand {

    @Mixin
    private final Address address = new Address();

    @Option(names = "--reveal", description = "Show the values; this is an event: see --events.")
    private boolean reveal;

    @Option(
            names = "--item",
            paramLabel = "KEY",
            description = "With --reveal: print this item's value alone, to the letter unless to a terminal.")
    private @Nullable String item;

    @Override
    protected int run(AgentCredentials agent) {
        String wanted = item;
        if (wanted != null && !reveal) {
            throw root().usage("--item needs --reveal");
        }
        if (!reveal) {
            root().print(Views.masked(Matching.only(agent, address.key())));
        } else if (wanted == null) {
            root().print(Views.revealed(agent.get(address.key())));
        } else {
            print(agent.get(address.key()).secret(wanted));
        }
        return ExitCode.OK;
    }

    /** Bytes out as they are in store: no locale has a say in what a password is. */
    private void print(Secret value) {
        if (Terminals.isShown()) {
            root().out().println(Plain.text(value.reveal()));
        } else {
            value.withBytes(bytes -> {
                root().out().write(bytes, 0, bytes.length);
                return bytes.length;
            });
            root().out().flush();
        }
    }
}
