package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The reports of others and the threats that connections have to survive each have a test that bears their number. */
@DisplayName("every report OA-01 to OA-49 and every threat T-01 to T-27 has a test by its number")
final class NumberedProofsTest {

    private static final Pattern NAME =
            Pattern.compile("@DisplayName\\(((?:\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?)+)\\)");

    @Test
    void reports() throws IOException {
        assertThat(missing("OA", 49)).isEmpty();
    }

    @Test
    void threats() throws IOException {
        assertThat(missing("T", 27)).isEmpty();
    }

    @Test
    @DisplayName("a number that no test bears is found")
    void findsAMissingNumber() throws IOException {
        assertThat(missing("OA", 50)).containsExactly("OA-50");
    }

    private static Set<String> missing(String prefix, int last) throws IOException {
        Set<String> missing = IntStream.rangeClosed(1, last)
                .mapToObj(number -> "%s-%02d".formatted(prefix, number))
                .collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(borne());
        return missing;
    }

    private static Set<String> borne() throws IOException {
        Pattern number = Pattern.compile("\\b(?:OA|T)-\\d\\d\\b");
        Set<String> borne = new TreeSet<>();
        for (Path file :
                Repository.files().stream().filter(NumberedProofsTest::isTest).toList()) {
            Matcher names = NAME.matcher(Repository.read(file));
            while (names.find()) {
                number.matcher(names.group(1)).results().forEach(found -> borne.add(found.group()));
            }
        }
        return borne;
    }

    private static boolean isTest(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.contains("/src/test/java/") && path.endsWith("Test.java");
    }
}
