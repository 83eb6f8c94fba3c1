package io.meepa.verification.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A document as its reader follows it: files named by a comment above them, commands, and output. */
record Page(List<Step> steps) {

    private static final Pattern BLOCK = Pattern.compile(
            "(?m)^(?:<!-- (?<mark>file|output|lines)(?:: (?<path>[^ ]+))? -->\\R)?```(?<language>\\w+)\\R(?<text>(?s:.*?))^```$");

    static Page of(Path document) throws IOException {
        return parse(Files.readString(document));
    }

    static Page parse(String document) {
        List<Step> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(document);
        while (block.find()) {
            String text = block.group("text");
            if ("file".equals(block.group("mark"))) {
                steps.add(new Step.Text(block.group("path"), text));
            } else if ("output".equals(block.group("mark"))) {
                steps.add(new Step.Output(text));
            } else if ("lines".equals(block.group("mark"))) {
                steps.add(new Step.Lines(text));
            } else if (block.group("language").equals("bash")) {
                steps.add(new Step.Commands(text));
            }
        }
        return new Page(steps);
    }

    /** Returns the steps without those that are done once per machine. */
    Page withoutInstallation() {
        return new Page(steps.stream()
                .filter(step -> !(step instanceof Step.Commands commands && installs(commands)))
                .toList());
    }

    /** Returns the command that installs the modules. */
    String installation() {
        return steps.stream()
                .filter(step -> step instanceof Step.Commands commands && installs(commands))
                .map(step -> ((Step.Commands) step).text())
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page does not say how to install the modules"));
    }

    /** Returns the text of a file that the page shows. */
    String file(String path) {
        return steps.stream()
                .filter(step -> step instanceof Step.Text file && file.path().equals(path))
                .map(step -> ((Step.Text) step).text())
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page shows no " + path));
    }

    private static boolean installs(Step.Commands commands) {
        return commands.text().contains(" install ");
    }

    /** Returns the first block of a language. */
    static String first(String document, String language) {
        return Pattern.compile("(?m)^```" + language + "\\R(?<text>(?s:.*?))^```$")
                .matcher(document)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page shows no " + language));
    }

    /** Returns output as a pattern. */
    static Pattern expected(String output) {
        return Pattern.compile(output.strip()
                .lines()
                .map(line -> line.equals("…") ? "(?s:.*)" : line(line))
                .collect(Collectors.joining("\\R", "\\s*", "\\s*")));
    }

    private static String line(String line) {
        return Pattern.compile("…")
                .splitAsStream(line)
                .map(Pattern::quote)
                .collect(Collectors.joining(".*", "", line.endsWith("…") ? ".*" : ""));
    }
}
