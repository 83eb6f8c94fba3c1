package io.meepa.examples.terminal.command.documents;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.exit.Refusal;
import io.meepa.examples.terminal.prompt.Terminals;
import io.meepa.examples.terminal.tool.ToolChoice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what tools were granted as lines, for tools that take nothing else. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  (umask 077; credentials meepa export >/dev/shm/tool.env)",
            "  credentials meepa export --names >.env.example"
        },
        description = {
            "Writes the variables that env lists as NAME=value lines, for a pipe or a file on a memory file system.",
            "exec is better: it leaves nothing behind."
        })
public final class ExportCommand extends AgentCommand {

    @Mixin
    private final ToolChoice tool = new ToolChoice();

    @Option(
            names = "--names",
            description = "Names alone, of all that the agent has, by the names that services give variables.")
    private boolean names;

    @Override
    protected int run(AgentCredentials agent) {
        if (names) {
            CredentialManager.variableCatalogue()
                    .names(agent.list())
                    .forEach(name -> root().out().println(name + "="));
            return ExitCode.OK;
        }
        if (Terminals.isShown()) {
            throw new Refusal(ExitCode.USAGE, "a terminal would show secrets: redirect the output, or use exec");
        }
        byte[] lines = lines(tool.environment(agent).variables());
        root().out().write(lines, 0, lines.length);
        root().out().flush();
        return ExitCode.OK;
    }

    /** All or nothing: half a file would be taken for a whole one. */
    private static byte[] lines(Map<String, Secret> variables) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        variables.forEach((name, value) -> value.withBytes(bytes -> {
            lines.writeBytes((name + "=").getBytes(StandardCharsets.UTF_8));
            lines.writeBytes(onOneLine(name, bytes));
            lines.write('\n');
            return lines;
        }));
        return lines.toByteArray();
    }

    private static byte[] onOneLine(String name, byte[] value) {
        for (byte each : value) {
            if (each == '\n' || each == '\r' || each == 0) {
                throw new Refusal(ExitCode.FAILED, name + " has a line break, which NAME=value lines cannot hold");
            }
        }
        return value;
    }
}
