package io.meepa.credentials.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.event.CredentialEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-706: the page on the audit trail names every kind of event, and no other. */
class AuditDocumentTest {

    private static final Pattern TABLE = Pattern.compile("(?s)\\| kind \\| what \\|\\n(.*?)\\n\\n");
    private static final Pattern KIND = Pattern.compile("`([A-Z_]+)`");

    @Test
    @DisplayName("docs/audit.md lists every kind of event once")
    void listsEveryKind() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "audit.md"));
        String table = TABLE.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
        List<String> listed = table.lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length > 1)
                .flatMap(cells -> KIND.matcher(cells[1]).results())
                .map(found -> found.group(1))
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(CredentialEvent.Kind.values())
                        .map(Enum::name)
                        .toList());
    }
}
