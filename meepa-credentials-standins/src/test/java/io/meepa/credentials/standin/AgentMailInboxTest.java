package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.Client.Got;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Provider API notes §1.2 and §1.5. */
final class AgentMailInboxTest {

    private final AgentMailStandIn mail = AgentMailStandIn.start();
    private final Client client = Client.of(mail.baseUrl(), "Bearer " + mail.organisationKeyText());

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void createsAnInboxThatCanBeReadByItsEncodedAddress() throws IOException {
        Got made = client.post("/v0/inboxes", Map.of("username", "meepa", "client_id", "acme.meepa.email.1"));

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.at("inbox_id")).isEqualTo("meepa@agentmail.to");
        assertThat(made.at("pod_id")).isEqualTo(mail.organisationId());
        assertThat(client.get("/v0/inboxes/meepa%40agentmail.to").json()).isEqualTo(made.json());
        assertThat(client.get("/v0/inboxes/meepa@agentmail.to").status()).isEqualTo(200);
    }

    @Test
    void returnsTheFirstInboxForAKnownClientIdWhateverElseIsAsked() throws IOException {
        Got first = client.post("/v0/inboxes", Map.of("username", "one", "client_id", "c-1"));
        Got second = client.post("/v0/inboxes", Map.of("username", "two", "client_id", "c-1", "display_name", "Two"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(mail.creations("c-1")).isEqualTo(1);
        assertThat(mail.inboxes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "", "with space", "slash/", "ümlaut"})
    void refusesAClientIdOutsideItsCharacters(String clientId) throws IOException {
        Got refused = client.post("/v0/inboxes", Map.of("client_id", clientId));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("code")).isEqualTo("validation_error");
        assertThat(refused.list("errors")).hasSize(1);
        assertThat(mail.inboxes()).isEmpty();
    }

    @Test
    void takesAClientIdOf256CharactersAndNoMore() throws IOException {
        assertThat(client.post("/v0/inboxes", Map.of("client_id", "x".repeat(256)))
                        .status())
                .isEqualTo(200);
        assertThat(client.post("/v0/inboxes", Map.of("client_id", "x".repeat(257)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void distinguishesAnotherCustomersNameFromOurOwn() throws IOException {
        mail.takeAddress("taken@agentmail.to");
        client.post("/v0/inboxes", Map.of("username", "ours"));

        Got foreign = client.post("/v0/inboxes", Map.of("username", "taken"));
        Got own = client.post("/v0/inboxes", Map.of("username", "ours", "client_id", "other"));

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.at("code")).isEqualTo("resource_taken");
        assertThat(foreign.json()).containsKey("suggestions");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.at("code")).isEqualTo("already_exists");
    }

    @Test
    void checksThePlanLimitBeforeTheName() throws IOException {
        mail.takeAddress("taken@agentmail.to");
        mail.limitInboxes(1);
        client.post("/v0/inboxes", Map.of("client_id", "c-1"));

        Got refused = client.post("/v0/inboxes", Map.of("username", "taken"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("code")).isEqualTo("limit_exceeded");
        assertThat(refused.header("x-agentmail-resource")).isEqualTo("inboxes");
        assertThat(refused.header("x-agentmail-limit")).isEqualTo("1");
        assertThat(refused.header("x-agentmail-remaining")).isEqualTo("0");
        assertThat(client.post("/v0/inboxes", Map.of("client_id", "c-1")).status())
                .isEqualTo(200);
    }

    @Test
    void wantsAVerifiedDomain() throws IOException {
        mail.addDomain("verified.example", true, false);
        mail.addDomain("waiting.example", false, false);
        mail.addDomain("wide.example", true, true);

        assertThat(in("verified.example").status()).isEqualTo(200);
        assertThat(in("waiting.example").at("code")).isEqualTo("domain_not_verified");
        assertThat(in("unheard.example").at("code")).isEqualTo("domain_not_verified");
        assertThat(in("sub.verified.example").status()).isEqualTo(422);
        assertThat(in("sub.wide.example").status()).isEqualTo(200);
        assertThat(client.get("/v0/domains").list("domains")).hasSize(3);
        assertThat(client.get("/v0/domains/waiting.example").at("status")).isEqualTo("PENDING");
        assertThat(client.get("/v0/domains/unheard.example").status()).isEqualTo(404);
    }

    @Test
    void answersARaceOnceAndThenGivesTheWinner() throws IOException {
        mail.raceOnNextCreate();

        Got lost = client.post("/v0/inboxes", Map.of("client_id", "c-1"));
        Got retried = client.post("/v0/inboxes", Map.of("client_id", "c-1"));

        assertThat(lost.status()).isEqualTo(409);
        assertThat(lost.at("code")).isEqualTo("race_condition");
        assertThat(retried.status()).isEqualTo(200);
        assertThat(mail.creations("c-1")).isEqualTo(1);
    }

    @Test
    void listsNewestFirstInPages() throws IOException {
        for (String name : new String[] {"one", "two", "three"}) {
            client.post("/v0/inboxes", Map.of("username", name));
        }

        Got first = client.get("/v0/inboxes?limit=2");
        Got second = client.get("/v0/inboxes?limit=2&page_token=" + first.text("next_page_token"));

        assertThat(first.list("inboxes")).extracting("email").containsExactly("three@agentmail.to", "two@agentmail.to");
        assertThat(second.list("inboxes")).extracting("email").containsExactly("one@agentmail.to");
        assertThat(second.json()).doesNotContainKey("next_page_token");
        assertThat(client.get("/v0/inboxes?ascending=true&limit=1").list("inboxes"))
                .extracting("email")
                .containsExactly("one@agentmail.to");
        assertThat(client.get("/v0/inboxes?limit=none").status()).isEqualTo(400);
        assertThat(client.get("/v0/inboxes?page_token=none").status()).isEqualTo(400);
    }

    @Test
    void searchesByTheBeginningOfTheAddress() throws IOException {
        client.post("/v0/inboxes", Map.of("username", "meepa-one"));
        client.post("/v0/inboxes", Map.of("username", "other"));

        assertThat(client.get("/v0/inboxes/search?q=meepa").list("inboxes")).hasSize(1);
        assertThat(client.get("/v0/inboxes/search?q=m").status()).isEqualTo(400);
    }

    @Test
    void changesWhatMayChange() throws IOException {
        client.post("/v0/inboxes", Map.of("username", "meepa", "metadata", Map.of("team", "a", "seats", 2)));

        Got changed = client.patch(
                "/v0/inboxes/meepa%40agentmail.to",
                Map.of("display_name", "Meepa", "metadata", Map.of("team", "b"), "status", "paused"));

        assertThat(changed.at("display_name")).isEqualTo("Meepa");
        assertThat(changed.at("metadata")).isEqualTo(Map.of("team", "b", "seats", 2));
        assertThat(changed.at("status")).isEqualTo("paused");
        assertThat(mail.inboxes()).singleElement().matches(AgentMailStandIn.Inbox::paused);
        assertThat(client.patch("/v0/inboxes/meepa%40agentmail.to", Map.of("status", "gone"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void deletesOnceAndIsAbsentAfterwards() throws IOException {
        client.post("/v0/inboxes", Map.of("username", "meepa"));
        client.post("/v0/inboxes/meepa%40agentmail.to/api-keys", Map.of("name", "n"));

        assertThat(client.delete("/v0/inboxes/meepa%40agentmail.to").status()).isEqualTo(204);
        assertThat(client.delete("/v0/inboxes/meepa%40agentmail.to").status()).isEqualTo(404);
        assertThat(mail.liveKeys()).isEmpty();
    }

    @Test
    void answersDeletesWith200WhereTheReleaseDoes() throws IOException {
        mail.answerDeletesWith(200);
        client.post("/v0/inboxes", Map.of("username", "meepa"));

        assertThat(client.delete("/v0/inboxes/meepa%40agentmail.to").status()).isEqualTo(200);
    }

    @Test
    void refusesMetadataThatIsNone() throws IOException {
        assertThat(client.post("/v0/inboxes", Map.of("metadata", "text")).status())
                .isEqualTo(400);
        assertThat(client.post("/v0/inboxes", Map.of("metadata", Map.of("k", Map.of())))
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/v0/inboxes", Map.of("username", 5)).status()).isEqualTo(400);
        assertThat(client.send("POST", "/v0/inboxes", "{").status()).isEqualTo(400);
    }

    @Test
    void countsWhatTheOrganizationHas() throws IOException {
        mail.limitInboxes(3);
        client.post("/v0/inboxes", Map.of());

        Got organization = client.get("/v0/organizations");

        assertThat(organization.at("inbox_count")).isEqualTo(1);
        assertThat(organization.at("inbox_limit")).isEqualTo(3);
    }

    private Got in(String domain) throws IOException {
        return client.post("/v0/inboxes", Map.of("username", "meepa", "domain", domain));
    }
}
