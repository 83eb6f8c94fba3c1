package io.meepa.credentials.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.form.FieldProblem.Code;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("M-53: a form for each category, read in one place")
final class CredentialFormTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private static final String CANARY = "canary-0123456789";

    private static FormValues card() {
        return FormValues.empty()
                .with("service", "bank")
                .with("card_number", Secret.of("4111 1111-1111 1111"))
                .with("exp_month", "3")
                .with("exp_year", "31")
                .with("cvv", Secret.of("123"));
    }

    private static CredentialForm form(Category category) {
        return CredentialForm.of(category);
    }

    private static List<String> wrong(Category category, FormValues values) {
        return form(category).problems(values, CLOCK).stream()
                .map(problem -> problem.field() + " " + problem.code())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "phone", "credit_card", "login", "api_key", "token", "passport"})
    void describesEveryCategory(String name) {
        CredentialForm form = CredentialForm.of(Category.of(name));

        assertThat(form.category().name()).isEqualTo(name);
        assertThat(form.fields())
                .extracting(FormField::name)
                .startsWith("service", "name")
                .hasSizeGreaterThan(2);
        assertThat(form.fields())
                .allSatisfy(field -> assertThat(field.label()).isNotBlank())
                .anyMatch(field -> field.required() || !form.alternatives().isEmpty());
        assertThat(form.details().fields()).extracting(FormField::name).doesNotContain("service", "name");
    }

    @Test
    void marksEverythingThatOpensSomethingAsSecret() {
        Set<ItemType> open = Set.of(ItemType.PASSWORD, ItemType.API_TOKEN, ItemType.CARD_NUMBER, ItemType.CVV);
        Set<ItemType> seen = new HashSet<>();
        for (String name : List.of("email", "phone", "credit_card", "login", "api_key", "token", "passport")) {
            for (FormField field : CredentialForm.of(Category.of(name)).fields()) {
                if (field.target() instanceof FieldTarget.Item item && open.contains(item.type())) {
                    assertThat(field.secret()).as(name + "." + field.name()).isTrue();
                    seen.add(item.type());
                }
            }
        }
        assertThat(seen).isEqualTo(open);
    }

    @Test
    void makesALogin() {
        Secret password = Secret.of(" with blanks ");
        AgentCredential login = form(Category.LOGIN)
                .credential(
                        FormValues.of(Map.of("password", password))
                                .with("service", " github ")
                                .with("name", "Work")
                                .with("username", "meepa"),
                        CLOCK);

        assertThat(login.key().toString()).isEqualTo("login/github (Work)");
        assertThat(login.origin()).isEqualTo(Origin.OPERATOR_PROVIDED);
        assertThat(login.status()).isEqualTo(CredentialStatus.Settled.EXISTING);
        assertThat(login.managed()).isFalse();
        assertThat(login.secret("password")).isSameAs(password);
        assertThat(login.item("username").orElseThrow().type()).isEqualTo(ItemType.USERNAME);
    }

    @Test
    void namesItAfterItsServiceUnlessNamed() {
        AgentCredential other = form(Category.of("passport"))
                .credential(FormValues.empty().with("service", "office").with("value", "v"), CLOCK);

        assertThat(other.name()).isEqualTo("office");
        assertThat(other.category().name()).isEqualTo("passport");
    }

    @Test
    void makesACardAndShowsItsLastDigits() {
        AgentCredential made = form(Category.CREDIT_CARD).credential(card().with("spend_limit", "5000"), CLOCK);

        assertThat(made.secret("card_number").reveal()).isEqualTo("4111111111111111");
        assertThat(made.secret("last_four").reveal()).isEqualTo("1111");
        assertThat(made.secret("exp_month").reveal()).isEqualTo("03");
        assertThat(made.secret("exp_year").reveal()).isEqualTo("2031");
        assertThat(made.metadata().number("spend_limit")).contains(new BigDecimal("5000"));
    }

    @Test
    @DisplayName("M-29a: the last four digits alone make a card")
    void takesTheLastFourAlone() {
        AgentCredential made = form(Category.CREDIT_CARD)
                .credential(FormValues.empty().with("service", "bank").with("last_four", "1234"), CLOCK);

        assertThat(made.items()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "credit_card, card_number, 4111111111111112, MALFORMED",
        "credit_card, card_number, 41111111111, MALFORMED",
        "credit_card, last_four, 12a4, MALFORMED",
        "credit_card, last_four, 1112, MALFORMED",
        "credit_card, exp_month, 13, MALFORMED",
        "credit_card, exp_month, 0, MALFORMED",
        "credit_card, exp_year, 1931, MALFORMED",
        "credit_card, exp_year, 2025, EXPIRED",
        "credit_card, cvv, 12, MALFORMED",
        "credit_card, cvv, 12345, TOO_LONG",
        "credit_card, spend_limit, -5, MALFORMED",
        "credit_card, spend_limit, 1e3, MALFORMED",
        "phone, number, 0049123456, MALFORMED",
        "phone, number, +0123456789, MALFORMED",
        "phone, number, +1234567890123456, TOO_LONG",
        "email, address, meepa, MALFORMED",
        "email, address, a@b, MALFORMED",
        "email, address, a b@c.de, MALFORMED",
        "email, address, a@-c.de, MALFORMED",
        "login, url, javascript:alert(1), MALFORMED",
        "login, totp, 0189, MALFORMED",
        "login, colour, red, UNKNOWN",
        "token, token_kind, cookie, MALFORMED",
        "token, expires_at, tomorrow, MALFORMED",
        "token, expires_at, 2027-02-30, MALFORMED",
    })
    void reportsWhatIsWrong(String category, String field, String value, Code code) {
        FormValues right = switch (category) {
            case "credit_card" -> card();
            case "phone" -> FormValues.empty().with("service", "sim").with("number", "+15550100000");
            case "email" -> FormValues.empty().with("service", "mail").with("address", "a@b.example");
            case "login" -> FormValues.empty().with("service", "github").with("password", "p");
            default -> FormValues.empty().with("service", "oauth").with("token", "t");
        };
        assertThat(wrong(Category.of(category), right)).isEmpty();
        assertThat(wrong(Category.of(category), right.with(field, value))).containsExactly(field + " " + code);
    }

    @ParameterizedTest
    @CsvSource({"+1 (555) 010-0000, +15550100000", "' +49.30/123456 ', +4930123456"})
    void keepsTelephoneNumbersInOneForm(String typed, String kept) {
        AgentCredential phone = form(Category.PHONE)
                .credential(FormValues.empty().with("service", "sim").with("number", typed), CLOCK);

        assertThat(phone.secret("number").reveal()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"2027-01-31, 2027-01-31T00:00:00Z", "2027-01-31T12:00:00+02:00, 2027-01-31T10:00:00Z"})
    void keepsMomentsInOneForm(String typed, String kept) {
        AgentCredential token = form(Category.TOKEN)
                .credential(
                        FormValues.empty()
                                .with("service", "oauth")
                                .with("token", "t")
                                .with("expires_at", typed),
                        CLOCK);

        assertThat(token.metadata().text("expires_at")).contains(kept);
    }

    @Test
    void acceptsACardInItsLastMonth() {
        assertThat(wrong(Category.CREDIT_CARD, card().with("exp_month", "11").with("exp_year", "2026")))
                .isEmpty();
        assertThat(wrong(Category.CREDIT_CARD, card().with("exp_month", "10").with("exp_year", "2026")))
                .containsExactly("exp_year EXPIRED");
    }

    @Test
    void wantsMonthAndYearTogether() {
        FormValues half = FormValues.empty().with("service", "bank").with("last_four", "1234");

        assertThat(wrong(Category.CREDIT_CARD, half.with("exp_month", "3"))).containsExactly("exp_year MISSING");
        assertThat(wrong(Category.CREDIT_CARD, half.with("exp_year", "2031"))).containsExactly("exp_month MISSING");
        assertThat(wrong(Category.CREDIT_CARD, half.with("exp_year", "2031").with("exp_month", "14")))
                .containsExactly("exp_month MALFORMED");
    }

    @Test
    void refusesControlCharactersInALineButNotInSeveral() {
        FormValues key = FormValues.empty().with("service", "cloud");

        assertThat(wrong(Category.API_KEY, key.with("api_key", "abc\n"))).containsExactly("api_key CHARACTERS");
        assertThat(wrong(Category.API_KEY, key.with("api_key", "a\u2028c"))).containsExactly("api_key CHARACTERS");
        assertThat(wrong(Category.API_KEY, key.with("key_file", "{\r\n\t\"a\": 1\n}\n")))
                .isEmpty();
        assertThat(wrong(Category.API_KEY, key.with("key_file", "a\u0000b"))).containsExactly("key_file CHARACTERS");
        assertThat(wrong(Category.API_KEY, key.with("api_key", Secret.copyOf(new byte[] {(byte) 0xff}))))
                .containsExactly("api_key CHARACTERS");
    }

    @Test
    @DisplayName("M-66: one error lists every problem, in the order of the form, and no value")
    void listsEveryProblemWithoutAValue() {
        FormValues wrong = FormValues.empty()
                .with("password\n" + CANARY, "x")
                .with("cvv", Secret.of(CANARY))
                .with("card_number", Secret.of(CANARY))
                .with("last_four", CANARY);

        assertThatExceptionOfType(InvalidFormException.class)
                .isThrownBy(() -> form(Category.CREDIT_CARD).credential(wrong, CLOCK))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(FieldProblem::field)
                        .containsExactly("service", "card_number", "last_four", "cvv", "(a field)"))
                .withMessageStartingWith("credit_card form: service must be filled in; card_number ")
                .withMessageNotContaining(CANARY);
        assertThat(wrong.toString()).contains("cvv").doesNotContain(CANARY);
    }

    @Test
    void wantsOneOfTheAlternatives() {
        FormValues nothing = FormValues.empty().with("service", "github");

        assertThat(wrong(Category.LOGIN, nothing)).containsExactly("password MISSING");
        assertThat(form(Category.LOGIN).problems(nothing, CLOCK))
                .extracting(FieldProblem::message)
                .containsExactly("must be filled in, unless token is");
        assertThat(wrong(Category.LOGIN, nothing.with("password", ""))).containsExactly("password MISSING");
        assertThat(wrong(Category.LOGIN, nothing.with("token", "t"))).isEmpty();
        assertThat(wrong(Category.LOGIN, nothing.with("token", "t\n"))).containsExactly("token CHARACTERS");
    }

    @Test
    void completesWhatWaits() {
        AgentCredential waiting = AgentCredential.of(Category.PHONE, "manual")
                .name("Phone")
                .status(CredentialStatus.Settled.PENDING_MANUAL)
                .origin(Origin.AGENT_CREATED)
                .item("sim_id", Secret.of("s-1"), ItemType.OTHER)
                .build();

        AgentCredential completed =
                form(Category.PHONE).complete(waiting, FormValues.empty().with("number", "+15550100000"), CLOCK);

        assertThat(completed.status()).isEqualTo(CredentialStatus.Settled.EXISTING);
        assertThat(completed.key()).isEqualTo(waiting.key());
        assertThat(completed.origin()).isEqualTo(Origin.AGENT_CREATED);
        assertThat(completed.secret("sim_id").reveal()).isEqualTo("s-1");
        assertThat(completed.secret("number").reveal()).isEqualTo("+15550100000");
    }

    @Test
    void takesAHostsOwnForm() {
        CredentialForm own = new CredentialForm(
                Category.of("passport"),
                "Passport",
                List.of(
                        FormField.address(FieldTarget.Address.SERVICE, "office", "Office")
                                .required()
                                .build(),
                        FormField.item(FieldKind.TEXT, "number", "Number", ItemType.OTHER)
                                .secret()
                                .pattern("[A-Z0-9]{9}")
                                .build(),
                        FormField.note(FieldKind.NUMBER, "pages", "Pages").build()),
                List.of());

        AgentCredential made = own.credential(
                FormValues.empty()
                        .with("office", "town")
                        .with("number", "C01X00T47")
                        .with("pages", "32"),
                CLOCK);

        assertThat(made.service()).isEqualTo("town");
        assertThat(made.metadata().number("pages")).contains(new BigDecimal("32"));
        assertThat(own.problems(FormValues.empty().with("office", "t").with("number", "c0"), CLOCK))
                .extracting(FieldProblem::code)
                .containsExactly(Code.MALFORMED);
    }

    @Test
    void countsCharactersAndNotBytes() {
        FormValues values = FormValues.empty().with("password", "p").with("service", "ü".repeat(128));

        assertThat(wrong(Category.LOGIN, values)).isEmpty();
        assertThat(wrong(Category.LOGIN, values.with("service", "ü".repeat(129))))
                .containsExactly("service TOO_LONG");
        assertThat("ü".getBytes(StandardCharsets.UTF_8)).hasSize(2);
    }

    @Test
    void refusesAFormThatContradictsItself() {
        FormField name = FormField.note(FieldKind.TEXT, "name", "Name").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialForm(Category.LOGIN, "Twice", List.of(name, name), List.of()))
                .withMessageContaining("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CredentialForm(Category.LOGIN, "Astray", List.of(name), List.of(List.of("nickname"))));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> FormField.note(FieldKind.SECRET, "open", "Open").build())
                .withMessageContaining("only an item can be secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FormField.note(FieldKind.CHOICE, "colour", "Colour").build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> FormField.note(FieldKind.TEXT, "Colour", "Colour").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FormField.note(FieldKind.TEXT, "colour", "Colour")
                        .pattern("[")
                        .build());
    }
}
