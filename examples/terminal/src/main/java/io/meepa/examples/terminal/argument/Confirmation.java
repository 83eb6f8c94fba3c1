package io.meepa.examples.terminal.argument;

import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.exit.Refusal;
import io.meepa.examples.terminal.prompt.Prompt;
import picocli.CommandLine.Option;

/** Asks before something is lost. */
public final class Confirmation {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    /**
     * Continues only after a yes.
     *
     * @param question what would be lost
     * @throws Refusal if the answer is no, or there is no terminal to ask on
     */
    public void require(String question) {
        if (yes) {
            return;
        }
        try (Prompt prompt = Prompt.open().orElseThrow(Confirmation::nobody)) {
            if (!prompt.confirm(question)) {
                throw new Refusal(ExitCode.FAILED, "nothing was changed");
            }
        }
    }

    private static Refusal nobody() {
        return new Refusal(ExitCode.USAGE, "there is no terminal to ask on: confirm with --yes");
    }
}
