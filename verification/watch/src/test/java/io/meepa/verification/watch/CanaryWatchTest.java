package io.meepa.verification.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

@DisplayName("R13: a canary in the output or the log fails the test that let it out")
final class CanaryWatchTest {

    @Test
    void failsEveryTestThatLeaks() {
        TestExecutionSummary summary = run(Planted.Leaks.class);

        long planted = Arrays.stream(Planted.Leaks.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
        assertThat(planted).isEqualTo(12);
        assertThat(summary.getTestsFailedCount()).as(report(summary)).isEqualTo(planted);
        assertThat(summary.getFailures())
                .allSatisfy(failure -> assertThat(failure.getException()).hasMessageContaining("made-up secret"));
    }

    @Test
    void failsAClassThatLeaksWhenItIsDone() {
        TestExecutionSummary summary = run(Planted.LeaksAtTheEnd.class);

        assertThat(summary.getTestsSucceededCount()).isOne();
        assertThat(summary.getContainersFailedCount()).as(report(summary)).isOne();
    }

    @Test
    void leavesAloneWhatKeepsItsSecrets() {
        TestExecutionSummary summary = run(Planted.Keeps.class);

        assertThat(summary.getTestsSucceededCount()).isOne();
        assertThat(summary.getTotalFailureCount()).as(report(summary)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "abcde"})
    void findsItWhereverItStandsInBase64(String before) {
        for (String after : new String[] {"", "1", "12", "123"}) {
            byte[] bytes = (before + Canaries.WORD + after).getBytes(StandardCharsets.UTF_8);
            assertThat(Canaries.formsIn(Base64.getEncoder().encodeToString(bytes)))
                    .containsExactly("base64");
            assertThat(Canaries.formsIn(Base64.getUrlEncoder().encodeToString(bytes)))
                    .containsExactly("base64");
        }
    }

    @Test
    void findsAValueThatWasAddedToTheFamily() {
        String value = "Am_us_9f+" + UUID.randomUUID();
        assertThat(Canaries.formsIn("using " + value)).isEmpty();

        Canaries.add(value);

        assertThat(Canaries.formsIn("using " + value)).containsExactly("raw");
        assertThat(Canaries.formsIn("using " + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .containsExactly("raw");
        assertThat(Canaries.formsIn(Base64.getUrlEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))))
                .containsExactly("base64");
        assertThatIllegalArgumentException().isThrownBy(() -> Canaries.add("123"));
    }

    private static TestExecutionSummary run(Class<?> tests) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .build(),
                summary);
        return summary.getSummary();
    }

    private static String report(TestExecutionSummary summary) {
        StringWriter text = new StringWriter();
        summary.printTo(new PrintWriter(text, true));
        return text.toString();
    }
}
