package io.meepa.credentials.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedFindingCodesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([a-z]+) \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void areTheRowsOfTheTable() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "doctor.md"));
        String section = page.substring(page.indexOf("## Found by the PostgreSQL store"));
        List<String> rows = ROW.matcher(section)
                .results()
                .map((MatchResult row) -> row.group(1) + " " + row.group(2))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(PostgresFindingCode.values())
                        .map(code -> code.code() + " " + code.severity().wireName())
                        .toList());
    }
}
