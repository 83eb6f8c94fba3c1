package io.meepa.examples.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.ToolProcess;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs a program with what was granted, and nothing else of the host's. Its output is masked. */
final class RunCommand extends CredentialTool {

    private static final int LONGEST = 64 * 1024;

    private final RunningTools running;

    RunCommand(AgentCredentials agent, RunningTools running) {
        super(agent);
        this.running = running;
    }

    @Override
    Tool tool() {
        return Tool.builder(
                        "run_command",
                        schema(Map.of(
                                "command",
                                Map.of(
                                        "type",
                                        "array",
                                        "items",
                                        Map.of("type", "string"),
                                        "minItems",
                                        1,
                                        "description",
                                        "The program and its arguments. Name variables, never values."))))
                .description(
                        "Runs a program with your granted variables. Returns its exit code and output, in which values"
                                + " are masked as ***.")
                .build();
    }

    @Override
    String answer(Call call) {
        Limited output = new Limited();
        Limited errors = new Limited();
        ProcessBuilder builder = new ProcessBuilder(call.texts("command"));
        AgentEnvironment granted = agent().environment();
        try (ToolProcess process = granted.start(builder, output, errors)) {
            return "exit code " + exitCode(process, call) + "\n" + unmasked(granted) + output.text() + errors.text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("interrupted");
        } catch (IOException e) {
            throw new UncheckedIOException("the program's input cannot be closed", e);
        }
    }

    private int exitCode(ToolProcess process, Call call) throws IOException, InterruptedException {
        running.started(process, call.id());
        try {
            process.input().close();
            return process.waitFor();
        } finally {
            running.ended(process);
        }
    }

    private static String unmasked(AgentEnvironment granted) {
        Set<String> names = new TreeSet<>(granted.mask().refused().keySet());
        return names.isEmpty() ? "" : "note: too short or too long to be masked: " + String.join(", ", names) + "\n";
    }

    /** Keeps the beginning: a model has no use for more, and this program has no room for all. */
    private static final class Limited extends ByteArrayOutputStream {

        private boolean cut;

        @Override
        public synchronized void write(int value) {
            if (size() < LONGEST) {
                super.write(value);
            } else {
                cut = true;
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int start, int length) {
            int room = Math.min(length, LONGEST - size());
            super.write(bytes, start, Math.max(0, room));
            cut |= room < length;
        }

        String text() {
            return toString(StandardCharsets.UTF_8) + (cut ? "\n(cut)" : "");
        }
    }
}
