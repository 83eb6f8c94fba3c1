package io.meepa.examples.terminal.command.documents;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.tool.VariableImport;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.exit.Refusal;
import io.meepa.examples.terminal.output.Listing;
import io.meepa.examples.terminal.output.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes over what a file in clear holds. The file stays: delete it once this reported success. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa import .env", "  credentials meepa import old/credentials.json"
        },
        description = {
            "Takes over an .env file, by the names that services give variables, or a credentials.json in clear.",
            "What the agent has already stays as it is. Delete the file afterwards."
        })
public final class ImportCommand extends AgentCommand {

    @Parameters(paramLabel = "FILE", description = "Ends in .json if it is a document.")
    private Path file = Path.of("");

    @Override
    protected boolean mayBeNew() {
        return true;
    }

    @Override
    protected int run(AgentCredentials agent) {
        if (!Files.isReadable(file)) {
            throw new Refusal(ExitCode.USAGE, file + " cannot be read");
        }
        return file.toString().endsWith(".json") ? document(agent) : variables(agent);
    }

    private int document(AgentCredentials agent) {
        root().print(Views.list(agent.storage().importPlain(file)));
        return ExitCode.OK;
    }

    private int variables(AgentCredentials agent) {
        VariableImport found = CredentialManager.variableCatalogue().read(declared(file));
        Listing listing = new Listing("found", "what", "result");
        boolean added = false;
        for (AgentCredential credential : found.credentials()) {
            boolean isNew = add(agent, credential);
            added |= isNew;
            listing.row(credential.key(), isNew ? "added" : "kept as it was");
        }
        found.dispositions().forEach((name, disposition) -> listing.row(name, Views.lower(disposition)));
        root().print(listing);
        return added ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean add(AgentCredentials agent, AgentCredential credential) {
        try {
            agent.add(credential);
            return true;
        } catch (CredentialAlreadyExistsException e) {
            return false;
        }
    }

    private static Map<String, String> declared(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            return Dotenv.configure()
                    .directory(String.valueOf(absolute.getParent()))
                    .filename(String.valueOf(absolute.getFileName()))
                    .load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
                    .stream()
                    .collect(Collectors.toMap(DotenvEntry::getKey, DotenvEntry::getValue, (first, last) -> last));
        } catch (DotenvException e) {
            // The parser's message would quote the line.
            throw new Refusal(ExitCode.USAGE, file + " has a line that is not NAME=value");
        }
    }
}
