package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.examples.gateway.Client.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
        "F-202: costs are shown first, money is spent after a yes, and what is switched on and cannot be made is seen")
class MoneyTest {

    private static final String AGENT = "api/captain/agents/meepa";

    private final PrivacyStandIn cards = PrivacyStandIn.start();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        cards.close();
    }

    /** A gateway whose agents have a card each. */
    static RunningGateway selling(Path folder, PrivacyStandIn cards, Map<String, String> variables) throws IOException {
        return new RunningGateway(
                folder,
                builder -> builder.set("credentials.credit_card.enabled", true)
                        .set("credentials.credit_card.provider", "privacy_com")
                        .set("credentials.credit_card.privacy_com.base_url", cards.baseUrl())
                        .set("credentials.credit_card.privacy_com.allow_loopback_http", true),
                variables);
    }

    private RunningGateway gateway() throws IOException {
        return selling(folder, cards, Map.of("PRIVACY_API_KEY", cards.accountKeyText()));
    }

    @Test
    void plansWithCostsAndWithoutACall() throws Exception {
        try (RunningGateway running = gateway()) {
            JsonNode plan = Client.withToken(running).get(AGENT + "/plan").json();

            assertThat(plan.path("costs_money").asBoolean()).isTrue();
            assertThat(step(plan, "credit_card").path("cost").asText()).isEqualTo("money");
            assertThat(step(plan, "credit_card").path("detail").asText()).contains("card");
            assertThat(step(plan, "email").path("cost").asText()).isNotEqualTo("money");
            assertThat(cards.requests()).isEmpty();
        }
    }

    @Test
    void buysNothingWithoutAYes() throws Exception {
        try (RunningGateway running = gateway()) {
            Client client = Client.withToken(running);
            for (String body : new String[] {"", "{}", "{\"accept_costs\": false}"}) {
                Reply refused = client.post(AGENT + "/provision", body);
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.json().path("error").asText()).isEqualTo("costs_money");
            }
            assertThat(cards.requests()).isEmpty();
            assertThat(client.get(AGENT + "/run").json().path("run").isNull()).isTrue();

            assertThat(running.provision("meepa").path("result").asText()).isEqualTo("done");
            assertThat(cards.cards()).hasSize(1);
            assertThat(client.post(AGENT + "/provision", "").status())
                    .as("there is nothing left to pay for")
                    .isEqualTo(202);
        }
    }

    @Test
    void showsWhatIsSwitchedOnAndCannotBeMade() throws Exception {
        try (RunningGateway running = selling(folder, cards, Map.of())) {
            JsonNode plan = Client.withToken(running).get(AGENT + "/plan").json();
            assertThat(step(plan, "credit_card").path("problem").asBoolean()).isTrue();
            assertThat(step(plan, "credit_card").path("detail").asText()).contains("PRIVACY_API_KEY");
            assertThat(step(plan, "email").path("problem").asBoolean()).isFalse();

            JsonNode run = running.provision("meepa");

            assertThat(run.path("result").asText()).isNotEqualTo("done");
            assertThat(run.path("outcomes").toString()).contains("unavailable", "PRIVACY_API_KEY");
        }
    }

    private static JsonNode step(JsonNode plan, String category) {
        for (JsonNode step : plan.path("steps")) {
            if (step.path("category").asText().equals(category)) {
                return step;
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }
}
