package io.meepa.credentials.sops.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.sops.sealed.DocumentFindingCode;
import io.meepa.credentials.spi.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentedFindingCodesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([a-z]+) \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void areTheRowsOfTheTable() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "doctor.md"));
        String section = page.substring(page.indexOf("## Found by the file store"));
        List<String> rows = ROW.matcher(section)
                .results()
                .map((MatchResult row) -> row.group(1) + " " + row.group(2))
                .toList();
        Stream<FindingCode> codes =
                Stream.concat(Arrays.stream(FileFindingCode.values()), Arrays.stream(DocumentFindingCode.values()));
        assertThat(rows)
                .containsExactlyElementsOf(
                        codes.map(code -> code.code() + " " + code.severity().wireName())
                                .toList());
    }
}
