package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.Client.Got;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn.Privilege;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provider API notes §2. */
final class PrivacyStandInTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private final PrivacyStandIn bank =
            PrivacyStandIn.start(StandInOptions.defaults().withClock(NOON).withSeed(7));
    private final Client client = Client.of(bank.baseUrl(), "api-key " + bank.accountKeyText());

    @AfterEach
    void stop() {
        bank.close();
    }

    @Test
    void issuesACardWithAValidTestNumber() throws IOException {
        Got made = client.post(
                "/v1/cards", Map.of("type", "MERCHANT_LOCKED", "memo", "m", "spend_limit", 5000, "state", "PAUSED"));

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.at("state")).isEqualTo("PAUSED");
        assertThat(made.text("pan")).startsWith("411111").hasSize(16).matches(PrivacyStandInTest::passesLuhn);
        assertThat(made.text("pan")).endsWith(made.text("last_four"));
        assertThat(client.get("/v1/cards/" + made.text("token")).json()).isEqualTo(made.json());
    }

    @Test
    void makesAnotherCardForTheSameMemo() throws IOException {
        client.post("/v1/cards", Map.of("type", "SINGLE_USE", "memo", "m"));
        client.post("/v1/cards", Map.of("type", "SINGLE_USE", "memo", "m"));

        assertThat(bank.creations("m")).isEqualTo(2);
        assertThat(bank.cards()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "spend_limit,1050",
        "spend_limit,-100",
        "spend_limit,text",
        "spend_limit_duration,WEEKLY",
        "state,CLOSED",
        "exp_month,13",
        "exp_year,99",
        "funding_token,unheard",
        "type,PHYSICAL"
    })
    void refusesWhatACardCannotBe(String field, String value) throws IOException {
        Object typed = value.matches("-?\\d{3,}") ? (Object) Integer.valueOf(value) : value;
        Map<String, Object> body = new HashMap<>(Map.of("type", "SINGLE_USE"));
        body.put(field, typed);

        assertThat(client.post("/v1/cards", body).status()).isEqualTo(400);
        assertThat(bank.cards()).isEmpty();
    }

    @Test
    void refusesABodyWithoutAType() throws IOException {
        assertThat(client.post("/v1/cards", Map.of("memo", "x")).status()).isEqualTo(400);
        assertThat(client.send("POST", "/v1/cards", "[]").status()).isEqualTo(400);
        assertThat(client.post("/v1/cards", Map.of("type", "SINGLE_USE", "memo", "x".repeat(201)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void answersAMissingPrivilegeWith401AndItsName() throws IOException {
        Got unlocked = client.post("/v1/cards", Map.of("type", "UNLOCKED"));
        Got wallet = client.post("/v1/cards", Map.of("type", "DIGITAL_WALLET"));
        bank.grant(Privilege.UNLOCKED_CARDS);
        bank.grant(Privilege.DIGITAL_WALLET);

        assertThat(unlocked.status()).isEqualTo(401);
        assertThat(unlocked.text("message")).contains("unlocked");
        assertThat(wallet.status()).isEqualTo(401);
        assertThat(client.post("/v1/cards", Map.of("type", "UNLOCKED")).status())
                .isEqualTo(200);
        bank.withdraw(Privilege.ISSUING);
        assertThat(client.post("/v1/cards", Map.of("type", "UNLOCKED")).text("message"))
                .contains("issuing");
    }

    @ParameterizedTest
    @CsvSource({"Bearer", "api-key wrong", "''"})
    void wantsItsOwnScheme(String authorization) throws IOException {
        assertThat(client.as(authorization).get("/v1/funding_sources").status()).isEqualTo(401);
    }

    @Test
    void probesAKeyWithFundingSources() throws IOException {
        assertThat(client.get("/v1/funding_sources").list("data")).hasSize(1);
        assertThat(client.get("/v1/transactions").list("data")).isEmpty();
        assertThat(client.get("/v1/nothing").status()).isEqualTo(404);
        assertThat(client.delete("/v1/cards").status()).isEqualTo(404);
    }

    @Test
    void pausesOpensAndClosesForGood() throws IOException {
        String path = "/v1/cards/"
                + client.post("/v1/cards", Map.of("type", "SINGLE_USE", "state", "PAUSED"))
                        .text("token");

        assertThat(client.patch(path, Map.of("state", "OPEN")).at("state")).isEqualTo("OPEN");
        assertThat(client.patch(path, Map.of("state", "PAUSED", "spend_limit", 700))
                        .at("spend_limit"))
                .isEqualTo(700);
        assertThat(client.patch(path, Map.of("state", "CLOSED")).at("state")).isEqualTo("CLOSED");
        assertThat(client.patch(path, Map.of("state", "OPEN")).status()).isEqualTo(422);
        assertThat(client.delete(path).status()).isEqualTo(404);
        assertThat(client.get("/v1/cards/none").status()).isEqualTo(404);
    }

    @Test
    void pagesThroughItsListing() throws IOException {
        for (int i = 0; i < 5; i++) {
            bank.addCard("card " + i);
        }

        Got last = client.get("/v1/cards?page=3&page_size=2");

        assertThat(last.list("data")).extracting("memo").containsExactly("card 4");
        assertThat(last.at("total_entries")).isEqualTo(5);
        assertThat(last.at("total_pages")).isEqualTo(3);
        assertThat(client.get("/v1/cards?page=9").list("data")).isEmpty();
        assertThat(client.get("/v1/cards?page_size=101").status()).isEqualTo(400);
    }

    @Test
    void filtersItsListingByDay() throws IOException {
        bank.addCard("today");

        assertThat(client.get("/v1/cards?begin=2026-11-21").list("data")).hasSize(1);
        assertThat(client.get("/v1/cards?begin=2026-11-22").list("data")).isEmpty();
        assertThat(client.get("/v1/cards?end=2026-11-21T11:00:00Z").list("data"))
                .isEmpty();
        assertThat(client.get("/v1/cards?begin=yesterday").status()).isEqualTo(400);
    }

    @Test
    void showsANewCardLateWhereAsked() throws IOException {
        bank.hideNewCards(2);
        bank.addCard("late");

        assertThat(client.get("/v1/cards").list("data")).isEmpty();
        assertThat(client.get("/v1/cards").list("data")).isEmpty();
        assertThat(client.get("/v1/cards").list("data")).hasSize(1);
    }

    @Test
    void hidesNumbersWhereAsked() throws IOException {
        bank.hideNumbers();

        Got made = client.post("/v1/cards", Map.of("type", "SINGLE_USE"));

        assertThat(made.json()).doesNotContainKeys("pan", "cvv").containsKey("last_four");
    }

    @Test
    void ignoresTheStateOfACreateWhereAsked() throws IOException {
        bank.ignoreStateOnCreate();

        assertThat(client.post("/v1/cards", Map.of("type", "SINGLE_USE", "state", "PAUSED"))
                        .at("state"))
                .isEqualTo("OPEN");
    }

    @Test
    void limitsCardsAndLetsTheBankCloseThem() throws IOException {
        bank.limitCards(1);
        String token = bank.addCard("by hand");
        bank.closeCard(token);

        assertThat(client.post("/v1/cards", Map.of("type", "SINGLE_USE")).status())
                .isEqualTo(422);
        assertThat(bank.cards()).singleElement().satisfies(card -> {
            assertThat(card.state()).isEqualTo("CLOSED");
            assertThat(card.toString()).doesNotContain(card.pan().reveal());
        });
    }

    private static boolean passesLuhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }
}
