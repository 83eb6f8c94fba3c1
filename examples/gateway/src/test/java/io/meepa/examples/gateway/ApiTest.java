package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.examples.gateway.Client.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("M-50, M-51: the gateway's HTTP API, with its own bodies")
class ApiTest {

    private static final String CANARY = "ghp_canary-c0ffee-4711";
    private static final String PATH = "api/captain/agents/meepa/credentials";
    private static final String GITHUB = """
            {"category": "login", "service": "github", "name": "GitHub", "origin": "operator_provided",
             "items": [{"key": "token", "value": "%s", "item_type": "api_token"}]}
            """.formatted(CANARY);

    private RunningGateway running;
    private Client client;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        running = new RunningGateway(folder);
        client = Client.withToken(running);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void addsListsRevealsAndDeletesWithTheGatewaysBodies() throws Exception {
        Reply added = client.post(PATH, GITHUB);
        Reply listed = client.get(PATH);
        Reply revealed = client.post(PATH + "/login/github/items/token/reveal", "");
        Reply deleted = client.delete(PATH + "/login/github");
        Reply after = client.get(PATH);

        assertThat(added.status()).isEqualTo(201);
        assertThat(listed.text()).doesNotContain(CANARY);
        JsonNode github = listed.json().path("credentials").get(0);
        assertThat(github.path("service").asText()).isEqualTo("github");
        assertThat(github.path("name").asText()).isEqualTo("GitHub");
        assertThat(github.path("origin").asText()).isEqualTo("operator_provided");
        assertThat(github.path("status").asText()).isEqualTo("existing");
        assertThat(github.path("deletable").asBoolean()).isTrue();
        assertThat(github.path("items").get(0).path("item_type").asText()).isEqualTo("api_token");
        assertThat(revealed.json().path("value").asText()).isEqualTo(CANARY);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(after.json().path("credentials")).isEmpty();
    }

    @Test
    void rotatesNoOwnCredentialAndSaysWhatToDo() throws Exception {
        assertThat(client.post(PATH, GITHUB).status()).isEqualTo(201);
        Reply refused = client.post(PATH + "/login/github/rotate", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("error").asText()).isEqualTo("unsupported");
        assertThat(refused.text())
                .contains("replace it to give it a new secret")
                .doesNotContain(CANARY);
    }

    @Test
    void connectsToNoServiceThatTheAgentMayNotHave() throws Exception {
        Client page = Client.session(running);
        String path = "api/captain/agents/meepa/connections/";
        for (String service : List.of("elsewhere", "%C2%82", "%02")) {
            assertThat(page.post(path + service, "").status()).as(service).isEqualTo(404);
            assertThat(page.delete(path + service).status()).as(service).isEqualTo(404);
        }
    }

    @Test
    void answersARepeatedAdditionWithConflict() throws Exception {
        assertThat(client.post(PATH, GITHUB).status()).isEqualTo(201);
        Reply again = client.post(PATH, GITHUB);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).doesNotContain(CANARY);
    }

    @Test
    void addsOnceHoweverManyAskAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> asking = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(
                        index -> () -> client.post(PATH, GITHUB).status())
                .toList();
        List<Integer> statuses = threads.invokeAll(asking).stream()
                .map(ApiTest::outcome)
                .sorted()
                .toList();
        threads.shutdown();
        assertThat(statuses).containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
    }

    @Test
    void refusesToDeleteWhatWasProvisioned() throws Exception {
        running.provision("meepa");
        Reply refused = client.delete(PATH + "/email/agentmail");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("error").asText()).isEqualTo("managed");
    }

    @Test
    void answersTheSameForForeignAndAbsent() throws Exception {
        client.post(PATH, GITHUB);
        Reply foreign = client.delete("api/captain/agents/scout/credentials/login/github");
        Reply absent = client.delete(PATH + "/login/gitlab");
        Reply noAgent = client.delete("api/captain/agents/nobody/credentials/login/github");
        Reply forged = client.delete("api/captain/agents/..%2Fmeepa/credentials/login/github");
        assertThat(List.of(foreign, absent, noAgent, forged))
                .extracting(Reply::status, Reply::text)
                .containsOnly(tuple(404, absent.text()));
    }

    @Test
    void namesEveryFieldThatIsWrong() throws Exception {
        Reply refused = client.post(PATH, """
                {"category": "log\\nin", "name": 7, "origin": "stolen", "colour": "red",
                 "items": [{"value": "%s", "item_type": "api_token"}, "x"]}
                """.formatted(CANARY));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("fields").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "colour", "category", "service", "name", "origin", "items[0].key", "items[1]");
        assertThat(refused.text()).doesNotContain(CANARY);
    }

    @Test
    void fillsInAFormAndNamesItsFields() throws Exception {
        Reply refused = client.post(
                "api/captain/agents/meepa/forms/phone", "{\"values\": {\"service\": \"sim\", \"number\": \"12\"}}");
        Reply added = client.post(
                "api/captain/agents/meepa/forms/phone",
                "{\"values\": {\"service\": \"sim\", \"number\": \"+15550100123\"}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("fields").has("number")).isTrue();
        assertThat(added.status()).isEqualTo(201);
    }

    @Test
    void letsAPersonFillInWhatWaitsForOne() throws Exception {
        running.provision("meepa");
        JsonNode waiting = credential("phone");
        assertThat(waiting.path("status").asText()).isEqualTo("pending_manual");
        assertThat(waiting.path("next_step").asText()).isNotEmpty();
        assertThat(waiting.path("form").path("fields")).isNotEmpty();

        String one = PATH + "/phone/" + waiting.path("service").asText();
        Reply refused = client.post(one + "/fulfil", "{\"values\": {\"number\": \"1\"}}");
        Reply done = client.post(one + "/fulfil", "{\"values\": {\"number\": \"+15550100123\"}}");
        Reply again = client.post(one + "/fulfil", "{\"values\": {\"number\": \"+15550100123\"}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(done.json().path("status").asText()).isEqualTo("existing");
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void reportsEachStepAndEndsWithTheOutcome() throws Exception {
        JsonNode run = running.provision("scout");
        assertThat(run.path("items").findValuesAsText("subject")).isNotEmpty();
        assertThat(run.path("items").findValuesAsText("phase")).contains("succeeded");
        assertThat(run.path("outcomes").findValuesAsText("result")).contains("provisioned");
        assertThat(run.path("result").asText()).isEqualTo("done");
    }

    @Test
    void reportsWhyProvisioningFailed() throws Exception {
        running.mail.close();
        JsonNode run = running.provision("scout");
        assertThat(run.path("result").asText()).isEqualTo("incomplete");
        assertThat(run.path("outcomes").findValuesAsText("result")).contains("failed");
        JsonNode email = client.get("api/captain/agents/scout/credentials")
                .json()
                .path("credentials")
                .get(0);
        assertThat(email.path("status").path("failed").asText()).isNotEmpty();
        assertThat(email.path("state").asText()).isEqualTo("failed");
    }

    @Test
    @DisplayName("two people who replace different items of one credential both find their value there")
    void losesNoReplacementOfAnotherItem() throws Exception {
        int people = 6;
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (int item = 0; item < people; item++) {
            items.addObject().put("key", "item-" + item).put("value", "former");
        }
        ObjectNode several = JsonNodeFactory.instance.objectNode();
        several.put("category", "login").put("service", "several").set("items", items);
        assertThat(client.post(PATH, several.toString()).status()).isEqualTo(201);
        ExecutorService threads = Executors.newFixedThreadPool(people);
        for (int round = 0; round < 5; round++) {
            String value = "value-of-round-" + round;
            List<Callable<Integer>> replacing = IntStream.range(0, people)
                    .<Callable<Integer>>mapToObj(item -> () -> client.put(
                                    PATH + "/login/several/items/item-" + item, "{\"value\": \"" + value + "\"}")
                            .status())
                    .toList();
            assertThat(threads.invokeAll(replacing))
                    .extracting(ApiTest::outcome)
                    .containsOnly(200);
            for (int item = 0; item < people; item++) {
                assertThat(revealed("several", "item-" + item)).isEqualTo(value);
            }
        }
        threads.shutdown();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\": null}",
                "{\"value\": true}",
                "{\"value\": 7}",
                "{\"value\": \"   \"}",
                "{\"value\": \"\"}",
                "{}",
                "{\"value\": \"fine\", \"colour\": \"red\"}",
                "{\"value\": \"half \\ud83d\"}",
                "{\"value\": \"before\\u0000after\"}"
            })
    void replacesAValueByATextOnly(String body) throws Exception {
        assertThat(client.post(PATH, GITHUB).status()).isEqualTo(201);
        assertThat(client.put(PATH + "/login/github/items/token", body).status())
                .isEqualTo(422);
        assertThat(revealed("github", "token")).isEqualTo(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half \\udc00", "\\ud83d\\ud83d", "before\\u0000after"})
    void takesNoValueThatComesBackAsAnother(String value) throws Exception {
        Reply added = client.post(PATH, GITHUB.replace(CANARY, value));
        Reply filledIn = client.post(
                "api/captain/agents/meepa/forms/login",
                "{\"values\": {\"service\": \"github\", \"token\": \"" + value + "\"}}");
        assertThat(added.status()).isEqualTo(422);
        assertThat(added.json().path("fields").has("items[0].value")).isTrue();
        assertThat(filledIn.status()).isEqualTo(422);
        assertThat(filledIn.json().path("fields").has("token")).isTrue();
        assertThat(client.post(PATH, GITHUB.replace(CANARY, "\\ud83d\\ude00")).status())
                .isEqualTo(201);
        assertThat(revealed("github", "token")).isEqualTo("\ud83d\ude00");
    }

    @Test
    @DisplayName("what was added again is as new: its deleted predecessor's dates are not its own")
    void datesNothingByWhatWasDeleted() throws Exception {
        client.post(PATH, GITHUB);
        assertThat(revealed("github", "token")).isEqualTo(CANARY);
        String former = credential("login").path("created").asText();
        assertThat(credential("login").path("last_used").asText()).isNotEmpty();
        client.delete(PATH + "/login/github");
        running.clock.advance(Duration.ofDays(1));
        client.post(PATH, GITHUB);
        assertThat(credential("login").path("created").asText()).isGreaterThan(former);
        assertThat(credential("login").has("last_used")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "[]", "{\"a\": 1, \"a\": 2}", "{} {}", "{\"category\": "})
    void refusesABodyThatIsNoObject(String body) throws Exception {
        assertThat(client.post(PATH, body).status()).isEqualTo(400);
    }

    @Test
    void refusesBodiesOfAnotherKindOrSize() throws Exception {
        assertThat(client.post(PATH, "text/plain", GITHUB).status()).isEqualTo(415);
        assertThat(client.post(PATH, "application/x-www-form-urlencoded", "category=login")
                        .status())
                .isEqualTo(415);
        String huge = GITHUB.replace(CANARY, "x".repeat(1 << 20));
        assertThat(client.post(PATH, huge).status()).isEqualTo(413);
        String large = GITHUB.replace(CANARY, "x".repeat(65 << 10));
        assertThat(client.post(PATH, large).status()).isEqualTo(422);
    }

    @Test
    void keepsMarkupInNamesAsTheTextItIs() throws Exception {
        String markup = "<img src=x onerror=alert(1)>";
        Reply added = client.post(PATH, GITHUB.replace("\"GitHub\"", "\"" + markup + "\""));
        assertThat(added.json().path("name").asText()).isEqualTo(markup);
        assertThat(added.whole().headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        assertThat(added.whole().headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    private JsonNode credential(String category) throws Exception {
        for (JsonNode credential : client.get(PATH).json().path("credentials")) {
            if (credential.path("category").asText().equals(category)) {
                return credential;
            }
        }
        throw new AssertionError("no credential of the category " + category);
    }

    private String revealed(String service, String item) throws Exception {
        return client.post(PATH + "/login/" + service + "/items/" + item + "/reveal", "")
                .json()
                .path("value")
                .asText();
    }

    private static int outcome(Future<Integer> status) {
        try {
            return status.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
