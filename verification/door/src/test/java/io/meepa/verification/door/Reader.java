package io.meepa.verification.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Follows a page from start to end. */
final class Reader {

    private final Path folder;
    private final BareShell shell;

    private Reader(Path folder, BareShell shell) {
        this.folder = folder;
        this.shell = shell;
    }

    /** A reader with an empty folder below a scratch folder. */
    static Reader in(Path scratch) throws IOException {
        Path folder = Files.createDirectories(scratch.resolve("folder"));
        return new Reader(folder, BareShell.in(folder, LocalRepository.ofThisBuild()));
    }

    void follow(Page page) throws IOException, InterruptedException {
        String printed = "";
        for (Step step : page.steps()) {
            if (step instanceof Step.Text file) {
                write(file.path(), file.text());
            } else if (step instanceof Step.Commands commands) {
                printed = run(commands.text(), Map.of());
            } else if (step instanceof Step.Output output) {
                assertThat(plain(printed)).matches(Page.expected(output.text()));
            } else if (step instanceof Step.Lines lines) {
                assertThat(plain(printed).strip().lines())
                        .containsExactlyInAnyOrderElementsOf(
                                lines.text().strip().lines().toList());
            }
        }
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    String run(String commands, Map<String, String> variables) throws IOException, InterruptedException {
        return shell.run(commands, variables);
    }

    /** SLF4J says on the error stream that there is no logger, and Maven resets colours; the pages show neither. */
    private static String plain(String printed) {
        return printed.replaceAll("\u001B\\[[0-9;]*m", "").replaceAll("(?m)^SLF4J\\(W\\):.*\\R", "");
    }
}
