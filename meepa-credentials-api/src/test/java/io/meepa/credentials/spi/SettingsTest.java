package io.meepa.credentials.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.report.DeprovisionMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {

    @Test
    void readsATextAsItStands() {
        assertThat(settings("url", " https://x ").text("url")).contains(" https://x ");
        assertThat(settings("url", "x").requiredText("url")).isEqualTo("x");
        assertThat(settings("url", "x").text("other")).isEmpty();
    }

    @Test
    void readsAWholeNumberWithinItsBounds() {
        assertThat(settings("limit", 10L).integer("limit", 10, 20)).hasValue(10);
        assertThat(settings("limit", 20L).integer("limit", 10, 20)).hasValue(20);
        assertThat(settings("limit", 20L).integer("other", 10, 20)).isEmpty();
    }

    @Test
    void readsAFlag() {
        assertThat(settings("on", false).flag("on")).contains(false);
        assertThat(settings("on", false).flag("off")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "2h,PT2H", "1d,PT24H", "2H,PT2H", "PT1M30S,PT1M30S"})
    void readsAPeriodInShortAndLongForm(String text, Duration expected) {
        assertThat(settings("timeout", text).duration("timeout")).contains(expected);
    }

    @Test
    void readsNoPeriodWhereNoneIs() {
        assertThat(settings("timeout", "1s").duration("deadline")).isEmpty();
    }

    @Test
    void readsAConstantInAnyCase() {
        assertThat(settings("mode", "local_only").choice("mode", DeprovisionMode.class))
                .contains(DeprovisionMode.LOCAL_ONLY);
        assertThat(settings("mode", "REVOKE").choice("mode", DeprovisionMode.class))
                .contains(DeprovisionMode.REVOKE);
        assertThat(settings("mode", "revoke").choice("other", DeprovisionMode.class))
                .isEmpty();
    }

    @Test
    void readsOneTextAsAListOfOne() {
        assertThat(settings("keys", List.of("a", "b")).texts("keys")).contains(List.of("a", "b"));
        assertThat(settings("keys", "a").texts("keys")).contains(List.of("a"));
        assertThat(settings("keys", List.of()).texts("keys")).contains(List.of());
        assertThat(settings("keys", "a").texts("other")).isEmpty();
    }

    @Test
    void readsASectionWithinAndReturnsTheSameEachTime() {
        Settings root = settings("email", Map.of("agentmail", Map.of("pod", "p1")));
        Settings agentmail =
                root.section("email").orElseThrow().section("agentmail").orElseThrow();

        assertThat(agentmail.path()).isEqualTo("credentials.email.agentmail");
        assertThat(agentmail.text("pod")).contains("p1");
        assertThat(root.section("email")).containsSame(root.section("email").orElseThrow());
        assertThat(root.section("phone")).isEmpty();
    }

    @Test
    void takesAKeyWithoutAValueAsAbsent() {
        Settings settings = settings("pod", Collections.singletonMap("id", null));

        assertThat(settings.section("pod").orElseThrow().text("id")).isEmpty();
    }

    @Test
    void hasNoPathAtTheTop() {
        Settings top = Settings.of("", Map.of("on", Map.of("a", 1L)), here());

        assertThat(top.path()).isEmpty();
        assertThat(top.section("on").orElseThrow().path()).isEqualTo("on");
    }

    @Test
    void reportsKeysThatWereNotRead() {
        Settings settings = Settings.of(
                "credentials",
                Map.of("timeout", "1s", "tiemout", "2s", "email", Map.of("pod", "p", "prefix", "q"), "phone", Map.of()),
                here());
        settings.duration("timeout");
        settings.section("email").orElseThrow().text("pod");

        assertThat(settings.unread())
                .containsExactly("credentials.email.prefix", "credentials.phone", "credentials.tiemout");
    }

    @Test
    void hasNothingUnreadOnceAllWasRead() {
        Settings settings = settings("email", Map.of("pod", "p"));
        settings.section("email").orElseThrow().text("pod");

        assertThat(settings.unread()).isEmpty();
    }

    @Test
    void reportsKeysThatWereAskedFor() {
        Settings settings = settings("tiemout", "1s");
        settings.duration("timeout");
        settings.flag("enabled");

        assertThat(settings.known()).containsExactly("enabled", "timeout");
        assertThat(settings.unread()).containsExactly("credentials.tiemout");
    }

    @Test
    void isACopy() {
        String[] one = {"a"};
        Settings settings = settings("keys", Arrays.asList(one));
        assertThat(settings.texts("keys")).contains(List.of("a"));

        assertThat(settings.texts("keys").orElseThrow()).isUnmodifiable();
    }

    private static Settings settings(String key, Object value) {
        return Settings.of("credentials", Map.of(key, value), here());
    }

    private static Settings.Surroundings here() {
        return new Settings.Surroundings(path -> "", variable -> null);
    }
}
