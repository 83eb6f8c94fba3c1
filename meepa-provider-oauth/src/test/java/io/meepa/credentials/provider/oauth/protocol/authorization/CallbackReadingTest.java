package io.meepa.credentials.provider.oauth.protocol.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.connect.CallbackParameters;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackReadingTest {

    private static final ExpectedIssuer NONE = new ExpectedIssuer(Optional.empty(), false);

    @Test
    void returnsTheCode() {
        assertThat(callback("code=a%2Fb%2Bc&state=s").outcome(NONE))
                .isInstanceOfSatisfying(
                        CallbackOutcome.Code.class,
                        code -> assertThat(code.code().reveal()).isEqualTo("a/b+c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=canary1&code=canary2",
                "state=canary&state=canary",
                "code=canary%zz",
                "canary",
                "=canary",
                "code=canaryä"
            })
    void refusesWhatIsNoListOfParameters(String query) {
        assertThatIllegalArgumentException().isThrownBy(() -> callback(query)).withMessageNotContaining("canary");
    }

    @Test
    void refusesAQueryThatIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> callback("error_description=" + "x".repeat(100_000)));
    }

    @ParameterizedTest
    @DisplayName("T-02: the issuer table of RFC 9207")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // recorded | promised | received | accepted
                "https://as.example|false|https://as.example|true",
                "https://as.example|true|https://as.example|true",
                "https://as.example|false|-|true",
                "https://as.example|true|-|false",
                "https://as.example|true|https://as.example/|false",
                "https://as.example|false|https://as.example/|false",
                "https://as.example|false|https://evil.example|false",
                "https://as.example|false|HTTPS://as.example|false",
                "-|false|https://any.example|true",
                "-|false|-|true"
            })
    void comparesIssuersAsTexts(String recorded, boolean promised, String received, boolean accepted) {
        assertThat(new ExpectedIssuer(Optional.ofNullable(recorded), promised).accepts(Optional.ofNullable(received)))
                .isEqualTo(accepted);
    }

    @Test
    @DisplayName("T-02, OA-45: a wrong issuer names both and hides the error")
    void believesNothingOfAnAnswerFromAnotherIssuer() {
        CallbackReading callback = callback("error=access_denied&iss=https%3A%2F%2Fevil.example");

        CallbackOutcome outcome = callback.outcome(new ExpectedIssuer(Optional.of("https://as.example"), false));

        assertThat(outcome)
                .isEqualTo(new CallbackOutcome.WrongIssuer(
                        Optional.of("https://as.example"), Optional.of("https://evil.example")));
    }

    @Test
    @DisplayName("T-20: of a denial only a short code is reported")
    void reportsOnlyACodeOfADenial() {
        String hostile = "error=access_denied&error_description=" + "%3Cscript%3Ecanary".repeat(500);

        assertThat(callback(hostile).outcome(NONE)).isEqualTo(new CallbackOutcome.Denied("access_denied"));
        assertThat(callback("error=" + "x".repeat(41)).outcome(NONE))
                .isEqualTo(new CallbackOutcome.Denied("an unreadable error"));
        assertThat(callback("error=%3Cb%3E").outcome(NONE))
                .isEqualTo(new CallbackOutcome.Denied("an unreadable error"));
        assertThatIllegalArgumentException()
                .as("a hundred kilobytes")
                .isThrownBy(
                        () -> callback("error=access_denied&error_description=" + "%3Cscript%3Ecanary".repeat(6_000)))
                .withMessageNotContaining("canary");
    }

    @Test
    void saysWhenThereIsNeitherCodeNorError() {
        assertThat(callback("").outcome(NONE)).isEqualTo(new CallbackOutcome.NoCode());
        assertThat(callback("code=").outcome(NONE)).isEqualTo(new CallbackOutcome.NoCode());
    }

    @Test
    void printsNoValue() {
        CallbackReading callback = callback("code=canary&state=canary");

        assertThat(callback.toString() + callback.outcome(NONE)).doesNotContain("canary");
    }

    private static CallbackReading callback(String query) {
        return CallbackReading.of(CallbackParameters.ofQuery(query));
    }
}
