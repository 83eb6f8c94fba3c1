package io.meepa.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FieldKind;
import io.meepa.credentials.form.FieldProblem;
import io.meepa.credentials.form.FormField;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.signup.PasswordRules;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.Placement;
import io.meepa.credentials.spi.provider.RequestTarget;
import io.meepa.credentials.tool.CredentialReference;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A value is taken at its limit, and refused one beyond")
final class ValueLimitsTest {

    private static final Placement BEARER = new Placement.Bearer();

    @Test
    void lengthOfACallback() {
        int most = 16_384;
        String begin = "code=";

        assertThat(CallbackParameters.ofQuery(begin + "a".repeat(most - begin.length()))
                        .parameter("code"))
                .isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackParameters.ofQuery(begin + "a".repeat(most - begin.length() + 1)))
                .withMessageContaining("longer than 16384");
    }

    @Test
    void parametersOfACallback() {
        assertThat(CallbackParameters.ofQuery(parameters(32)).parameter("p31")).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> CallbackParameters.ofQuery(parameters(33)));
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
    }

    @Test
    void lengthOfASession() {
        assertThat(SessionBinding.of("12345678", "ann")).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionBinding.of("1234567", "ann"))
                .withMessageContaining("at least 8");
    }

    @Test
    void itemOfAReference() {
        CredentialKey key = CredentialKey.of(Category.LOGIN, "github");
        CredentialReference longest = new CredentialReference(Optional.empty(), key, "i".repeat(128));

        assertThat(CredentialReference.parse(longest.toString())).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialReference(Optional.empty(), key, "i".repeat(129)))
                .withMessageContaining("1 to 128");
        assertThatIllegalArgumentException().isThrownBy(() -> CredentialReference.parse(longest + "i"));
    }

    @Test
    void lengthOfAPassword() {
        for (int length : new int[] {8, 128}) {
            assertThat(PasswordRules.strong().ofLength(length).length()).isEqualTo(length);
        }
        for (int length : new int[] {7, 129}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PasswordRules.strong().ofLength(length))
                    .withMessageContaining("between 8 and 128");
        }
    }

    @Test
    void addressAndUserNameOfASignup() {
        String address = "a@" + "b".repeat(252);

        assertThat(SignupRequest.at("github").using(address).as("u".repeat(254)).address())
                .contains(address);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignupRequest.at("github").using(address + "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignupRequest.at("github").as("u".repeat(255)));
    }

    @ParameterizedTest
    @DisplayName("What a person may enter")
    @CsvSource({
        "login, service, 128",
        "login, name, 128",
        "login, username, 254",
        "login, password, 1024",
        "login, token, 1024",
        "email, api_key, 1024",
        "credit_card, holder, 128",
        "phone, carrier, 128",
        "api_key, key_file, 16384",
        "token, token, 16384",
        "token, refresh_token, 16384",
        "vpn, value, 1024",
        "vpn, remark, 1024"
    })
    void lengthsOfAForm(String category, String field, int most) {
        assertThat(tooLong(category, field, "ü".repeat(most))).isFalse();
        assertThat(tooLong(category, field, "ü".repeat(most + 1))).isTrue();
    }

    @Test
    void addressesOfAForm() {
        String mailbox = "a".repeat(64) + "@" + "b".repeat(63) + "." + "c".repeat(63) + ".";
        String longest = mailbox + "d".repeat(254 - mailbox.length());
        String web = "https://" + "w".repeat(1024 - 8);

        assertThat(problems("email", "address", longest)).isEmpty();
        assertThat(problems("email", "address", longest + "d")).containsExactly(FieldProblem.Code.TOO_LONG);
        assertThat(problems("email", "address", "a".repeat(65) + "@b.test"))
                .containsExactly(FieldProblem.Code.MALFORMED);
        assertThat(problems("login", "url", web)).isEmpty();
        assertThat(problems("login", "url", web + "w")).containsExactly(FieldProblem.Code.TOO_LONG);
    }

    @Test
    void digitsOfAForm() {
        assertThat(problems("phone", "number", "+1234567")).isEmpty();
        assertThat(problems("phone", "number", "+123456")).isNotEmpty();
        assertThat(problems("phone", "number", "+" + "1".repeat(15))).isEmpty();
        assertThat(problems("phone", "number", "+" + "1".repeat(16))).isNotEmpty();
        assertThat(problems("phone", "pin", "12345678")).isEmpty();
        assertThat(problems("phone", "pin", "123456789")).isNotEmpty();
        assertThat(problems("credit_card", "cvv", "1234")).isEmpty();
        assertThat(problems("credit_card", "cvv", "12345")).isNotEmpty();
        assertThat(problems("credit_card", "card_number", "0".repeat(19))).isEmpty();
        assertThat(problems("credit_card", "card_number", "0".repeat(20))).isNotEmpty();
        assertThat(problems("credit_card", "card_number", "0".repeat(12))).isEmpty();
        assertThat(problems("credit_card", "card_number", "0".repeat(11))).isNotEmpty();
        assertThat(problems("credit_card", "spend_limit", "9".repeat(10))).isEmpty();
        assertThat(problems("credit_card", "spend_limit", "9".repeat(11))).isNotEmpty();
        assertThat(problems("login", "totp", "A".repeat(128))).isEmpty();
        assertThat(problems("login", "totp", "A".repeat(129))).isNotEmpty();
        assertThat(problems("login", "totp", "A".repeat(16))).isEmpty();
        assertThat(problems("login", "totp", "A".repeat(15))).isNotEmpty();
    }

    @Test
    void nameOfAField() {
        assertThat(FormField.note(FieldKind.TEXT, "n".repeat(64), "N").build().maxLength())
                .isEqualTo(1024);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FormField.note(FieldKind.TEXT, "n".repeat(65), "N").build())
                .withMessageContaining("1 to 64");
    }

    private static boolean tooLong(String category, String field, String value) {
        return problems(category, field, value).contains(FieldProblem.Code.TOO_LONG);
    }

    private static List<FieldProblem.Code> problems(String category, String field, String value) {
        return CredentialForm.of(Category.of(category))
                .problems(FormValues.empty().with(field, value), Clock.systemUTC())
                .stream()
                .filter(problem -> problem.field().equals(field))
                .map(FieldProblem::code)
                .toList();
    }

    @Test
    void targetOfARequest() {
        String label = "a".repeat(63);
        String host = label + "." + label + "." + label + "." + "a".repeat(61);

        assertThat(RequestTarget.of(host, BEARER).withPort(65_535).withMethods(Set.of("M".repeat(32))))
                .isNotNull();
        assertThat(RequestTarget.of("a.test", BEARER).withPort(1).port()).isEqualTo(1);
        for (String tooLong : List.of(host + "a", "a".repeat(64) + ".test")) {
            assertThatIllegalArgumentException().isThrownBy(() -> RequestTarget.of(tooLong, BEARER));
        }
        RequestTarget target = RequestTarget.of("a.test", BEARER);
        assertThatIllegalArgumentException().isThrownBy(() -> target.withPort(0));
        assertThatIllegalArgumentException().isThrownBy(() -> target.withPort(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> target.withMethods(Set.of("M".repeat(33))));
    }

    @Test
    void nameOfAHeaderOrParameter() {
        assertThat(new Placement.Header("h".repeat(128)).name()).hasSize(128);
        assertThat(new Placement.Query("q".repeat(128)).name()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new Placement.Header("h".repeat(129)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Placement.Query("q".repeat(129)));
    }

    @Test
    @DisplayName("A number is written out up to 400 zeros")
    void zerosOfANumber() {
        assertThat(new MetadataValue.Numeric(new BigDecimal("1e400")).value().scale())
                .isZero();
        assertThat(new MetadataValue.Numeric(new BigDecimal("1e401")).value().scale())
                .isEqualTo(-401);
    }

    @Test
    void digitsOfAPeriod() {
        assertThat(settings("999999999d").duration("key")).contains(Duration.ofDays(999_999_999));
        assertThatThrownBy(() -> settings("1000000000d").duration("key"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("must be a period");
        assertThat(settings("1ms").duration("key")).contains(Duration.ofMillis(1));
        assertThatThrownBy(() -> settings("0ms").duration("key"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("longer than nothing");
    }

    private static Settings settings(String value) {
        return Settings.of("", Map.of("key", value), new Settings.Surroundings(path -> "", name -> null));
    }
}
