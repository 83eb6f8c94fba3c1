package io.meepa.examples.terminal.argument;

import io.meepa.credentials.model.CredentialKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which credential a command is about. */
public final class Address {

    @Parameters(
            index = "0",
            paramLabel = "CATEGORY/SERVICE",
            description = "Which credential, for instance login/github.",
            converter = KeyText.class)
    private @Nullable CredentialKey key;

    @Option(names = "--name", paramLabel = "NAME", description = "Which of several of one service.")
    private @Nullable String name;

    /**
     * Returns the address as it was given.
     *
     * @return the address, with a name if one was given
     */
    public CredentialKey key() {
        CredentialKey service = key;
        if (service == null) {
            throw new IllegalStateException("picocli asks for the address");
        }
        return name == null ? service : service.named(name);
    }
}
