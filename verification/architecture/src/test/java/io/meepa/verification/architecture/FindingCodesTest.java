package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.meepa.credentials.spi.FindingCode;
import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Codes of findings")
final class FindingCodesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([a-z]+) \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    @DisplayName("stand once in the sources, whatever finds them")
    void standOnce() {
        assertThat(enums().flatMap(FindingCodesTest::rows))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(40);
    }

    @Test
    @DisplayName("are the rows of docs/doctor.md, each group in its order")
    void areTheRowsOfThePage() throws IOException {
        List<String> documented = documented();
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        enums().flatMap(FindingCodesTest::rows).toList());
        assertThat(enums())
                .allSatisfy(group ->
                        assertThat(documented).containsSequence(rows(group).toList()));
    }

    private static List<String> documented() throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/doctor.md"));
        return ROW.matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
    }

    private static Stream<Class<?>> enums() {
        return PublishedModules.all().stream()
                .flatMap(module -> module.classes().stream())
                .filter(type -> type.isEnum() && type.isAssignableTo(FindingCode.class))
                .map(JavaClass::reflect);
    }

    private static Stream<String> rows(Class<?> group) {
        return Arrays.stream(group.getEnumConstants())
                .map(FindingCode.class::cast)
                .map(code -> code.code() + " " + code.severity().wireName());
    }
}
