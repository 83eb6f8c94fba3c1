package io.meepa.credentials.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.report.DeprovisionMode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingsErrorsTest {

    private static final String PLACE = "config.yaml:12";

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesPlaceAndPathAndNeverTheValue(Object value, Consumer<Settings> reading, String complaint) {
        Settings settings = Settings.of("credentials.x", Map.of("key", value), surroundings());

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> reading.accept(settings))
                .withMessage(PLACE + ": credentials.x.key " + complaint)
                .withNoCause()
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("s3cr3t"));
    }

    static Stream<Arguments> mistakes() {
        return Stream.concat(wrongType(), wrongContent());
    }

    private static Stream<Arguments> wrongType() {
        return Stream.of(
                mistake(4711L, s -> s.text("key"), "must be a text"),
                mistake(List.of("s3cr3t"), s -> s.requiredText("key"), "must be a text"),
                mistake("s3cr3t", s -> s.integer("key", 0, 9), "must be a whole number"),
                mistake(1.5, s -> s.integer("key", 0, 9), "must be a whole number"),
                mistake("s3cr3t", s -> s.flag("key"), "must be true or false"),
                mistake("true", s -> s.flag("key"), "must be true or false"),
                mistake(
                        30L,
                        s -> s.duration("key"),
                        "must be a period with its unit, such as 500ms, 30s, 5m, 2h or 1d, and not a bare number"),
                mistake(true, s -> s.choice("key", DeprovisionMode.class), "must be a text"),
                mistake(4711L, s -> s.texts("key"), "must be a list of texts"),
                mistake(List.of("a", 4711L), s -> s.texts("key"), "must be a list of texts"),
                mistake("s3cr3t", s -> s.section("key"), "must be a section"),
                mistake(List.of("s3cr3t"), s -> s.section("key"), "must be a section"));
    }

    private static Stream<Arguments> wrongContent() {
        String period = "must be a period such as 500ms, 30s, 5m, 2h, 1d or PT30S";
        return Stream.of(
                mistake(" ", s -> s.text("key"), "must not be blank"),
                mistake(10L, s -> s.integer("key", 0, 9), "must be between 0 and 9"),
                mistake(-1L, s -> s.integer("key", 0, 9), "must be between 0 and 9"),
                mistake("s3cr3t", s -> s.duration("key"), period),
                mistake("30", s -> s.duration("key"), period),
                mistake("-5s", s -> s.duration("key"), period),
                mistake("9999999999s", s -> s.duration("key"), period),
                mistake("PT9999999999999999999H", s -> s.duration("key"), period),
                mistake("0s", s -> s.duration("key"), "must be longer than nothing"),
                mistake("PT-5S", s -> s.duration("key"), "must be longer than nothing"),
                mistake("s3cr3t", s -> s.choice("key", DeprovisionMode.class), "must be one of [REVOKE, LOCAL_ONLY]"),
                mistake(List.of(" "), s -> s.texts("key"), "must be a list of texts"));
    }

    @Test
    void saysThatAKeyIsRequired() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Settings.of("a", Map.of(), surroundings()).requiredText("key"))
                .withMessage(PLACE + ": a.key is required");
    }

    @Test
    void leavesThePlaceOutWhereItIsUnknown() {
        Settings settings = Settings.of("", Map.of(), new Settings.Surroundings(path -> "", variable -> null));

        assertThat(settings.invalid("key", "is odd")).hasMessage("key is odd");
    }

    @Test
    void asksForThePlaceOfTheWholePath() {
        Settings settings = Settings.of(
                "a", Map.of("b", Map.of("c", 1L)), new Settings.Surroundings(path -> "at " + path, variable -> null));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings.section("b").orElseThrow().text("c"))
                .withMessage("at a.b.c: a.b.c must be a text");
    }

    private static Arguments mistake(Object value, Consumer<Settings> reading, String complaint) {
        return Arguments.of(value, reading, complaint);
    }

    private static Settings.Surroundings surroundings() {
        return new Settings.Surroundings(path -> PLACE, variable -> null);
    }
}
