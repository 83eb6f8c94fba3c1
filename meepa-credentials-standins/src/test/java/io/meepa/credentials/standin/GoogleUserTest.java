package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.Client.Got;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provider API notes §3.1 to §3.3. */
final class GoogleUserTest {

    private static final String USERS = "/admin/directory/v1/users";
    private static final String MEEPA = "meepa@agents.example";

    private final ManualClock clock = ManualClock.atNoon();
    private final GoogleWorkspaceStandIn google =
            GoogleWorkspaceStandIn.start(StandInOptions.defaults().withClock(clock));
    private Client client = Client.of(google.baseUrl(), "");

    @BeforeEach
    void signIn() throws IOException {
        client = new GoogleAccess(google).administrator(clock.instant());
    }

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void createsAUserAndNeverShowsThePassword() throws IOException {
        Got made = client.post(USERS, user(MEEPA));

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("id")).hasSize(21);
        assertThat(made.body()).doesNotContain("password");
        assertThat(client.get(USERS + "/meepa%40agents.example").json()).isEqualTo(made.json());
        assertThat(client.get(USERS + "/" + made.text("id")).status()).isEqualTo(200);
        assertThat(google.users().get(1).password().orElseThrow().reveal()).isEqualTo("long-enough-1");
        assertThat(google.users().get(1).externalIds()).containsEntry("meepa", "tag-1");
    }

    @Test
    void refusesAnAddressThatAUserAnAliasOrAGroupHas() throws IOException {
        google.addUser("person@agents.example");
        google.addGroup("group@agents.example");
        client.post(USERS + "/person@agents.example/aliases", Map.of("alias", "alias@agents.example"));

        for (String name : List.of("person", "group", "alias")) {
            Got refused = client.post(USERS, user(name + "@agents.example"));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("\"duplicate\"").contains("Entity already exists.");
        }
    }

    @Test
    void showsANewUserLateButRefusesItsAddressAtOnce() throws IOException {
        google.hideNewUsers(2);
        client.post(USERS, user(MEEPA));

        assertThat(client.post(USERS, user(MEEPA)).status()).isEqualTo(409);
        assertThat(client.get(USERS + "/" + MEEPA).status()).isEqualTo(404);
        assertThat(client.get(USERS + "/" + MEEPA).body()).contains("Resource Not Found: userKey");
        assertThat(client.get(USERS + "/" + MEEPA).status()).isEqualTo(200);
        assertThat(google.creations(MEEPA)).isEqualTo(1);
    }

    @Test
    void refusesChangesUntilTheCreationIsComplete() throws IOException {
        google.delayNewUsers(1);
        client.post(USERS, user(MEEPA));

        Got early = client.put(USERS + "/" + MEEPA, Map.of("suspended", true));

        assertThat(early.status()).isEqualTo(412);
        assertThat(early.body()).contains("conditionNotMet");
        assertThat(client.put(USERS + "/" + MEEPA, Map.of("suspended", true)).at("suspensionReason"))
                .isEqualTo("ADMIN");
    }

    @Test
    void countsDeletedUsersAgainstTheLicencesForTwentyDays() throws IOException {
        google.limitUsers(2);
        client.post(USERS, user(MEEPA));
        client.delete(USERS + "/" + MEEPA);

        Got full = client.post(USERS, user("two@agents.example"));
        assertThat(full.status()).isEqualTo(412);
        assertThat(full.body()).contains("limitExceeded");

        clock.advance(Duration.ofDays(21));
        signIn();
        assertThat(client.post(USERS, user("two@agents.example")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "primaryEmail,no-address",
        "primaryEmail,",
        "password,short",
        "password,pässword-1",
        "hashFunction,ROT13",
        "orgUnitPath,5",
        "suspended,yes",
        "name,text",
        "externalIds,text"
    })
    void refusesWhatAUserCannotBe(String field, String value) throws IOException {
        Map<String, Object> body = user(MEEPA);
        body.put(field, "5".equals(value) ? Integer.valueOf(5) : value);

        assertThat(client.post(USERS, body).status()).isEqualTo(400);
        assertThat(google.users()).hasSize(1);
    }

    @Test
    void refusesLongNamesLongMarksAndForeignDomains() throws IOException {
        Map<String, Object> longName = user(MEEPA);
        longName.put("name", Map.of("givenName", "x".repeat(61), "familyName", "y"));
        Map<String, Object> longMark = user(MEEPA);
        longMark.put("externalIds", List.of(Map.of("type", "custom", "value", "x".repeat(2048))));

        assertThat(client.post(USERS, longName).status()).isEqualTo(400);
        assertThat(client.post(USERS, longMark).status()).isEqualTo(400);
        assertThat(client.post(USERS, user("meepa@elsewhere.example")).status()).isEqualTo(403);
    }

    @Test
    void findsAUserByAliasWhoseIdNeverChanges() throws IOException {
        String id = client.post(USERS, user(MEEPA)).text("id");
        client.put(USERS + "/" + id, Map.of("primaryEmail", "renamed@agents.example"));

        Got byAlias = client.get(USERS + "/" + MEEPA);

        assertThat(byAlias.at("id")).isEqualTo(id);
        assertThat(byAlias.at("primaryEmail")).isEqualTo("renamed@agents.example");
        assertThat(client.get(USERS + "/" + id + "/aliases").list("aliases"))
                .extracting("alias")
                .containsExactly(MEEPA);
        assertThat(client.delete(USERS + "/" + id + "/aliases/" + MEEPA).status())
                .isEqualTo(204);
        assertThat(client.delete(USERS + "/" + id + "/aliases/" + MEEPA).status())
                .isEqualTo(404);
        assertThat(client.get(USERS + "/" + MEEPA).status()).isEqualTo(404);
    }

    @Test
    void restoresADeletedUserByIdUnlessItsAddressWasGivenAway() throws IOException {
        String id = client.post(USERS, user(MEEPA)).text("id");
        assertThat(client.delete(USERS + "/" + id).status()).isEqualTo(204);
        assertThat(client.delete(USERS + "/" + id).status()).isEqualTo(404);
        assertThat(client.post(USERS + "/" + id + "/undelete", Map.of()).status())
                .isEqualTo(204);

        client.delete(USERS + "/" + id);
        client.post(USERS, user(MEEPA));

        assertThat(client.post(USERS + "/" + id + "/undelete", Map.of()).status())
                .isEqualTo(409);
    }

    @Test
    void listsByPageAndQuery() throws IOException {
        client.post(USERS, user("b@agents.example"));
        client.post(USERS, user("c@agents.example"));

        Got first = client.get(USERS + "?customer=my_customer&maxResults=2");
        assertThat(first.list("users"))
                .extracting("primaryEmail")
                .containsExactly("admin@agents.example", "b@agents.example");
        assertThat(client.get(USERS + "?customer=my_customer&pageToken=" + first.text("nextPageToken"))
                        .list("users"))
                .hasSize(1);
        assertThat(client.get(USERS + "?domain=agents.example&query=externalId%3Dtag-1")
                        .list("users"))
                .hasSize(2);
        assertThat(client.get(USERS + "?domain=agents.example&query=email:b*").list("users"))
                .hasSize(1);
        assertThat(client.get(USERS + "?domain=agents.example&query=orgUnitPath=/")
                        .list("users"))
                .hasSize(3);
        assertThat(client.get(USERS + "?domain=agents.example&showDeleted=true").list("users"))
                .isEmpty();
        assertThat(client.get(USERS).status()).isEqualTo(400);
        assertThat(client.get(USERS + "?domain=agents.example&query=colour:red").status())
                .isEqualTo(400);
    }

    @Test
    void signsOutAndForgetsTokens() throws IOException {
        client.post(USERS, user(MEEPA));

        assertThat(client.post(USERS + "/" + MEEPA + "/signOut", Map.of()).status())
                .isEqualTo(204);
        assertThat(client.get(USERS + "/" + MEEPA + "/tokens").list("items")).isEmpty();
        assertThat(client.delete(USERS + "/" + MEEPA + "/asps/1").status()).isEqualTo(204);
        assertThat(client.post(USERS + "/" + MEEPA + "/makeAdmin", Map.of("status", true))
                        .status())
                .isEqualTo(204);
        assertThat(client.get(USERS + "/" + MEEPA).at("isAdmin")).isEqualTo(true);
    }

    @Test
    void answersUsedUpQuotasAsGoogleDoes() throws IOException {
        google.fail(GoogleWorkspaceStandIn.quota("userRateLimitExceeded"), Route.any(), 1);
        assertThat(client.get(USERS + "/" + MEEPA).body()).contains("userRateLimitExceeded");

        google.fail(new Fault.Failure(503, false), Route.any(), 1);
        assertThat(client.get(USERS + "/" + MEEPA).body()).contains("backendError");

        google.fail(new Fault.TooManyRequests(Duration.ofSeconds(2)), Route.any(), 1);
        assertThat(client.get(USERS + "/" + MEEPA).body()).contains("rateLimitExceeded");
        assertThat(client.get("/elsewhere").status()).isEqualTo(404);
    }

    private static Map<String, Object> user(String email) {
        Map<String, Object> body = new HashMap<>();
        body.put("primaryEmail", email);
        body.put("name", Map.of("givenName", "Meepa", "familyName", "Agent"));
        body.put("password", "long-enough-1");
        body.put("externalIds", List.of(Map.of("type", "custom", "customType", "meepa", "value", "tag-1")));
        return body;
    }
}
