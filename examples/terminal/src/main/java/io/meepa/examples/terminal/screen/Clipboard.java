package io.meepa.examples.terminal.screen;

import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;

/** Copies a value without showing it: with the desktop's program, else by asking the terminal (OSC 52). */
final class Clipboard {

    private static final List<Program> PROGRAMS = List.of(
            new Program("WAYLAND_DISPLAY", List.of("wl-copy", "--sensitive")),
            new Program("DISPLAY", List.of("xclip", "-selection", "clipboard")),
            new Program("", List.of("pbcopy")));
    private static final int LONGEST_WAIT_S = 5;

    private final Terminal terminal;

    Clipboard(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A program that reads what is to be copied from its standard input, and the variable that it needs. */
    private record Program(String variable, List<String> command) {

        boolean isHere() {
            return (variable.isEmpty() || System.getenv(variable) != null)
                    && System.getenv("PATH") != null
                    && List.of(System.getenv("PATH").split(":")).stream()
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command.get(0))));
        }
    }

    /** Copies, and returns how. */
    String copy(Secret value) {
        Optional<Program> program = PROGRAMS.stream().filter(Program::isHere).findFirst();
        if (program.isPresent() && copied(program.get(), value)) {
            return "copied with " + program.get().command().get(0);
        }
        String encoded = value.withBytes(bytes -> Base64.getEncoder().encodeToString(bytes));
        terminal.writer().write("\u001b]52;c;" + encoded + "\u0007");
        terminal.writer().flush();
        return "given to the terminal's clipboard, if it takes it";
    }

    private static boolean copied(Program program, Secret value) {
        try {
            Process process = new ProcessBuilder(program.command())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream input = process.getOutputStream()) {
                byte[] own = value.withBytes(byte[]::clone);
                input.write(own);
                Arrays.fill(own, (byte) 0);
            }
            return process.waitFor(LONGEST_WAIT_S, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
