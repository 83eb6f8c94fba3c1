package io.meepa.verification.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A program that is said to be short is short, in the form that all code of the project has. */
final class ShortExampleTest {

    private static final int MOST = 15;
    private static final int LONGEST_LINE = 120;

    @Test
    @DisplayName("an MCP tool call with a connected GitHub account, sign-in included, is fifteen lines")
    void callsAToolInFifteenLines() throws IOException {
        List<String> lines = lines(example());

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(MOST)
                .allSatisfy(line ->
                        assertThat(line).hasSizeLessThanOrEqualTo(LONGEST_LINE).doesNotContainPattern(";\\s*\\S"));
        assertThat(String.join("\n", lines))
                .contains("connections.begin(", "connections.complete(", ".http().send(", "tools/call");
    }

    @Test
    @DisplayName("imports and empty lines do not count, and nothing else is left out")
    void countsEveryStatement() {
        assertThat(lines("import java.net.*;\n\nint a = 1;\n    // why\n}\n"))
                .containsExactly("int a = 1;", "    // why", "}");
    }

    private static String example() throws IOException {
        return Documents.blocks().stream()
                .filter(block ->
                        block.file().endsWith("mcp.md") && block.language().equals("java"))
                .map(Block::text)
                .filter(text -> text.contains("api.githubcopilot.com"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> lines(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import "))
                .toList();
    }
}
