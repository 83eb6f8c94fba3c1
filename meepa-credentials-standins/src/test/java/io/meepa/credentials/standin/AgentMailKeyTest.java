package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.Client.Got;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Provider API notes §1.1, §1.3 and §1.4. */
final class AgentMailKeyTest {

    private static final String INBOX_KEYS = "/v0/inboxes/meepa%40agentmail.to/api-keys";

    private final AgentMailStandIn mail = AgentMailStandIn.start();
    private final Client client = Client.of(mail.baseUrl(), "Bearer " + mail.organisationKeyText());

    @BeforeEach
    void makeAnInbox() throws IOException {
        client.post("/v0/inboxes", Map.of("username", "meepa"));
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void showsAKeyOnceAndNeverInAListing() throws IOException {
        Got made = client.post(INBOX_KEYS, Map.of("name", "tag-1", "permissions", Map.of("inbox_read", true)));

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("api_key")).startsWith("am_us_").startsWith(made.text("prefix"));
        assertThat(made.at("permissions")).isEqualTo(Map.of("inbox_read", true));
        Got listed = client.get(INBOX_KEYS);
        assertThat(listed.list("api_keys")).extracting("name").containsExactly("tag-1");
        assertThat(listed.body()).doesNotContain(made.text("api_key"));
        assertThat(mail.liveKeys()).singleElement().satisfies(key -> {
            assertThat(key.inboxId()).contains("meepa@agentmail.to");
            assertThat(key.permissions()).contains(Set.of("inbox_read"));
        });
    }

    @Test
    void makesAnotherKeyForTheSameName() throws IOException {
        client.post(INBOX_KEYS, Map.of("name", "tag-1"));
        client.post(INBOX_KEYS, Map.of("name", "tag-1"));

        assertThat(mail.creations("tag-1")).isEqualTo(2);
    }

    @Test
    void knowsEachKeysScope() throws IOException {
        Got key = client.post(INBOX_KEYS, Map.of());
        Client agent = client.as("Bearer " + key.text("api_key"));

        Got me = agent.get("/v0/auth/me");

        assertThat(me.at("scope_type")).isEqualTo("inbox");
        assertThat(me.at("scope_id")).isEqualTo("meepa@agentmail.to");
        assertThat(me.at("api_key_id")).isEqualTo(key.at("api_key_id"));
        assertThat(client.get("/v0/auth/me").at("scope_type")).isEqualTo("organization");
    }

    @Test
    void keepsAnInboxKeyInItsInbox() throws IOException {
        client.post("/v0/inboxes", Map.of("username", "other"));
        Client agent = client.as("Bearer " + client.post(INBOX_KEYS, Map.of()).text("api_key"));

        assertThat(agent.get("/v0/inboxes/meepa%40agentmail.to").status()).isEqualTo(200);
        assertThat(agent.get("/v0/inboxes/other%40agentmail.to").status()).isEqualTo(404);
        assertThat(agent.get("/v0/inboxes").list("inboxes")).hasSize(1);
        assertThat(agent.post("/v0/inboxes", Map.of()).status()).isEqualTo(403);
        assertThat(agent.get("/v0/pods").status()).isEqualTo(403);
        assertThat(agent.get("/v0/pods/" + mail.organisationId() + "/inboxes").status())
                .isEqualTo(403);
    }

    @Test
    void keepsAPodKeyInItsPod() throws IOException {
        String pod = client.post("/v0/pods", Map.of("client_id", "p-1")).text("pod_id");
        Client tenant = client.as("Bearer "
                + client.post("/v0/pods/" + pod + "/api-keys", Map.of()).text("api_key"));

        assertThat(tenant.post("/v0/inboxes", Map.of("username", "inside")).at("pod_id"))
                .isEqualTo(pod);
        assertThat(tenant.get("/v0/inboxes/meepa%40agentmail.to").status()).isEqualTo(404);
        assertThat(tenant.get("/v0/pods").list("pods")).hasSize(1);
        assertThat(tenant.get("/v0/pods/" + mail.organisationId()).status()).isEqualTo(404);
        assertThat(tenant.post("/v0/pods", Map.of()).status()).isEqualTo(403);
        assertThat(tenant.get("/v0/auth/me").at("scope_type")).isEqualTo("pod");
    }

    @Test
    void letsNoKeyHandOnMoreThanItHas() throws IOException {
        Map<String, Object> some = Map.of("api_key_create", true, "inbox_read", true, "message_send", false);
        Client narrow = client.as("Bearer "
                + client.post("/v0/api-keys", Map.of("permissions", some)).text("api_key"));

        Got wider = narrow.post(INBOX_KEYS, Map.of("permissions", Map.of("message_send", true)));
        Got unlimited = narrow.post(INBOX_KEYS, Map.of());
        Got same = narrow.post(INBOX_KEYS, Map.of("permissions", Map.of("inbox_read", true)));

        assertThat(wider.at("code")).isEqualTo("permission_escalation");
        assertThat(unlimited.at("code")).isEqualTo("unrestricted_key_required");
        assertThat(same.status()).isEqualTo(200);
        assertThat(narrow.delete(INBOX_KEYS + "/" + same.text("api_key_id")).at("code"))
                .isEqualTo("missing_permission");
    }

    @Test
    void refusesAFlagItDoesNotKnow() throws IOException {
        assertThat(client.post(INBOX_KEYS, Map.of("permissions", Map.of("fly", true)))
                        .status())
                .isEqualTo(400);
        assertThat(client.post(INBOX_KEYS, Map.of("permissions", Map.of("inbox_read", "yes")))
                        .status())
                .isEqualTo(400);
        assertThat(client.post(INBOX_KEYS, Map.of("permissions", "all")).status())
                .isEqualTo(400);
        assertThat(mail.liveKeys()).isEmpty();
    }

    @Test
    void leavesPermissionsOutWhereAsked() throws IOException {
        mail.hidePermissions();

        assertThat(client.post(INBOX_KEYS, Map.of("permissions", Map.of("inbox_read", true)))
                        .json())
                .doesNotContainKey("permissions");
    }

    @Test
    void stopsADeletedKeyAtOnce() throws IOException {
        Got key = client.post(INBOX_KEYS, Map.of());
        Client agent = client.as("Bearer " + key.text("api_key"));

        assertThat(client.delete(INBOX_KEYS + "/" + key.text("api_key_id")).status())
                .isEqualTo(204);
        assertThat(agent.get("/v0/auth/me").status()).isEqualTo(401);
        assertThat(client.delete(INBOX_KEYS + "/" + key.text("api_key_id")).status())
                .isEqualTo(404);
    }

    @Test
    void reportsEachKindOfBadAuthorization() throws IOException {
        assertThat(client.as("").get("/v0/inboxes").at("code")).isEqualTo("missing_authorization");
        assertThat(client.as("bearer x").get("/v0/inboxes").at("code")).isEqualTo("invalid_token_type");
        assertThat(client.as("Bearer am_us_1").get("/v0/inboxes").at("code")).isEqualTo("unknown_api_key");
        Got wrongRegion = client.as("Bearer am_eu_1").get("/v0/inboxes");
        assertThat(wrongRegion.status()).isEqualTo(403);
        assertThat(wrongRegion.json()).isEqualTo(Map.of("message", "Forbidden"));
    }

    @Test
    void deletesAPodOnlyWhenItIsEmpty() throws IOException {
        String pod = client.post("/v0/pods", Map.of("client_id", "p-1", "name", "Acme"))
                .text("pod_id");
        String path = "/v0/pods/" + pod;
        client.post(path + "/inboxes", Map.of("username", "inside"));
        String key = client.post(path + "/api-keys", Map.of()).text("api_key_id");

        assertThat(client.delete(path).at("code")).isEqualTo("cannot_delete");
        client.delete(path + "/inboxes/inside%40agentmail.to");
        assertThat(client.delete(path).status()).isEqualTo(409);
        mail.answerCannotDeleteWith(403);
        assertThat(client.delete(path).status()).isEqualTo(403);
        client.delete(path + "/api-keys/" + key);
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(client.delete("/v0/pods/" + mail.organisationId()).at("code"))
                .isEqualTo("cannot_delete");
    }

    @Test
    void returnsTheFirstPodForAKnownClientIdUntilItIsDeleted() throws IOException {
        Got first = client.post("/v0/pods", Map.of("client_id", "p-1", "name", "One"));
        Got again = client.post("/v0/pods", Map.of("client_id", "p-1", "name", "Two"));
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(mail.pods()).extracting(AgentMailStandIn.Pod::clientId).contains(Optional.of("p-1"));

        client.delete("/v0/pods/" + first.text("pod_id"));

        assertThat(client.post("/v0/pods", Map.of("client_id", "p-1")).at("pod_id"))
                .isNotEqualTo(first.at("pod_id"));
    }

    @Test
    void saysSoWhenThePathIsWrong() throws IOException {
        Got wrong = client.get("/v0/v0/inboxes");

        assertThat(wrong.status()).isEqualTo(404);
        assertThat(wrong.at("message")).isEqualTo("Route not found");
    }

    @Test
    void makesTheSameIdsForTheSameSeed() throws IOException {
        try (AgentMailStandIn twin = AgentMailStandIn.start()) {
            Client other = Client.of(twin.baseUrl(), "Bearer " + twin.organisationKeyText());
            other.post("/v0/inboxes", Map.of("username", "meepa"));

            assertThat(other.post(INBOX_KEYS, Map.of()).at("api_key"))
                    .isEqualTo(client.post(INBOX_KEYS, Map.of()).at("api_key"));
            assertThat(twin.organisationKey().matches(mail.organisationKey())).isFalse();
        }
    }

    @Test
    void endsWithTheKeyThatMadeItUnlessAnEarlierEndIsAsked() throws IOException {
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        mail.expireOrganisationKey(end);

        assertThat(client.post(INBOX_KEYS, Map.of()).text("expires_at")).isEqualTo(end.toString());
        assertThat(client.post(INBOX_KEYS, Map.of("expires_at", "2099-01-01T00:00:00Z"))
                        .text("expires_at"))
                .isEqualTo("2099-01-01T00:00:00Z");
        assertThat(client.post(INBOX_KEYS, Map.of("expires_at", "2101-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(403);
        assertThat(client.post(INBOX_KEYS, Map.of("expires_at", "2001-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesAKeyThatHasEnded() throws IOException {
        mail.expireOrganisationKey(Instant.parse("2001-01-01T00:00:00Z"));

        Got refused = client.get("/v0/inboxes");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("code")).isEqualTo("api_key_expired");
    }

    @Test
    void renamesAKeyAndChangesItsPermissions() throws IOException {
        String id = client.post(INBOX_KEYS, Map.of("name", "a")).text("api_key_id");

        Got changed =
                client.patch("/v0/api-keys/" + id, Map.of("name", "b", "permissions", Map.of("app_connect", true)));

        assertThat(changed.text("name")).isEqualTo("b");
        assertThat(client.get("/v0/api-keys/" + id).at("permissions")).isEqualTo(Map.of("app_connect", true));
        assertThat(client.patch("/v0/api-keys/" + id, Map.of("permissions", Map.of("provider_connect", true)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void knowsASecondOrganizationThatSharesNothing() throws IOException {
        Client other = client.as("Bearer " + mail.otherOrganisationKey().reveal());

        assertThat(other.get("/v0/auth/me").text("organization_id")).isEqualTo(mail.otherOrganisationId());
        assertThat(other.get("/v0/inboxes").list("inboxes")).isEmpty();
        assertThat(other.get("/v0/inboxes/meepa%40agentmail.to").status()).isEqualTo(404);
    }
}
