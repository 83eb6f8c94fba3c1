package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.ToolProcess;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.exit.Refusal;
import io.meepa.examples.terminal.tool.Signals;
import io.meepa.examples.terminal.tool.ToolChoice;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a tool with what it was granted, and masks what it prints. */
@Command(
        name = "exec",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials meepa exec -- gh repo list",
            "  credentials meepa exec --tool deploy -- ./deploy.sh"
        },
        description = {
            "Runs a tool with the variables that env lists and nothing else of the host's but a base list.",
            "Its output passes through a mask; signals and its exit code are passed on."
        })
final class ExecCommand extends AgentCommand {

    @Mixin
    private final ToolChoice tool = new ToolChoice();

    @Parameters(
            arity = "1..*",
            paramLabel = "-- COMMAND",
            description = "The tool and its arguments. Never write a secret here.")
    private List<String> command = List.of();

    /** Whatever goes wrong before the tool runs must not look like a code of the tool's. */
    @Override
    public Integer call() {
        try {
            return super.call();
        } catch (CredentialException e) {
            throw new Refusal(ExitCode.TOOL_NOT_PREPARED, String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected int run(AgentCredentials agent) {
        AgentEnvironment environment = tool.environment(agent);
        Signals signals = Signals.caught();
        try (ToolProcess process = started(environment)) {
            signals.passOnTo(process.handle());
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private ToolProcess started(AgentEnvironment environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT);
        // System.out swallows errors: the tool would go on writing to nobody.
        OutputStream output = new FileOutputStream(FileDescriptor.out);
        OutputStream errors = new FileOutputStream(FileDescriptor.err);
        try {
            return environment.start(builder, output, errors);
        } catch (ConfigurationException e) {
            throw new Refusal(ExitCode.TOOL_NOT_STARTED, String.valueOf(e.getMessage()));
        }
    }
}
