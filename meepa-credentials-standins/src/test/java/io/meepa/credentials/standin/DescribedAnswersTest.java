package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.standin.Description.Answered;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds every route's answers against the vendors' own descriptions, which are not ours to hand on: the folder that has
 * them is named with {@code -Dspecs.folder=...}.
 */
final class DescribedAnswersTest {

    /** In the documentation but not yet in these descriptions (provider API notes §1.2, §1.4, §1.6). */
    private static final Set<String> NEWER_MAIL = Set.of(
            "organization_id",
            "status",
            "type",
            "suggestions",
            "resource",
            "limit",
            "upgrade_url",
            "updated_at",
            "expires_at");

    private static Path specs = Path.of("");

    @BeforeAll
    static void findDescriptions() {
        String folder = System.getProperty("specs.folder", "");
        assumeTrue(!folder.isEmpty(), "skipped: -Dspecs.folder=... does not name the folder of descriptions");
        specs = Path.of(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "agentmail-openapi.fern-export.2026-07-30.yml, #/components/schemas/ErrorResponse",
        "agentmail-openapi.published-copy.2026-08-03.yml, #/components/schemas/type_:ErrorResponse"
    })
    void answersAsAgentMailDescribes(String file, String error) throws IOException {
        Description description = Description.read(specs.resolve(file), NEWER_MAIL);
        JsonNode errorSchema = description.root().at(error.substring(1));
        List<Answered> answers = mailAnswers();

        assertThat(errorSchema.isMissingNode()).isFalse();
        assertThat(answers).hasSizeGreaterThan(40);
        assertThat(findings(description, answers, DescribedAnswersTest::describedThen, errorSchema))
                .isEmpty();
    }

    @Test
    void answersAsTheDirectoryDescribes() throws IOException {
        Description directory = Description.read(specs.resolve("google-admin.directory_v1.swagger2.json"), Set.of());
        List<Answered> answers = googleAnswers();

        assertThat(answers).hasSizeGreaterThan(15);
        assertThat(findings(directory, answers, answered -> answered.path().startsWith("/admin/"), null))
                .isEmpty();
    }

    @Test
    void signsAsTheCredentialsServiceDescribes() throws IOException {
        Description service = Description.read(specs.resolve("google-iamcredentials.v1.swagger2.json"), Set.of());
        JsonNode schema = service.root().at("/definitions/SignJwtResponse");
        Answered signed = googleAnswers().stream()
                .filter(answered -> answered.path().endsWith(":signJwt"))
                .findFirst()
                .orElseThrow();

        assertThat(schema.isMissingNode()).isFalse();
        assertThat(Schema.findings(service.root(), schema, new ObjectMapper().readTree(signed.body()), Set.of()))
                .isEmpty();
    }

    private static List<String> findings(
            Description description,
            List<Answered> answers,
            Predicate<Answered> described,
            @Nullable JsonNode errorSchema)
            throws IOException {
        List<String> findings = new ArrayList<>();
        for (Answered answered : answers) {
            if (described.test(answered)) {
                findings.addAll(description.findings(answered, Optional.ofNullable(errorSchema)));
            }
        }
        return findings;
    }

    /** Takes every route of the mail service, and every refusal that can be had without a fault. */
    private static List<Answered> mailAnswers() throws IOException {
        try (AgentMailStandIn mail = AgentMailStandIn.start()) {
            mail.addDomain("own.example", true, false);
            mail.takeAddress("taken@agentmail.to");
            Transcript calls = Transcript.of(Client.of(mail.baseUrl(), "Bearer " + mail.organisationKeyText()));
            takeInboxRoutes(calls, "/v0");
            calls.get("/v0/domains");
            calls.get("/v0/domains/own.example");
            calls.get("/v0/domains/none.example");
            calls.get("/v0/auth/me");
            calls.get("/v0/organizations");
            String pod = "/v0/pods/"
                    + calls.post("/v0/pods", Map.of("name", "P", "client_id", "p-1"))
                            .text("pod_id");
            calls.get("/v0/pods");
            calls.get(pod);
            calls.delete("/v0/pods/" + mail.organisationId());
            takeInboxRoutes(calls, pod);
            takePodKeyRoutes(calls, pod);
            calls.delete(pod);
            takeRefusals(mail, calls);
            assertThat(calls.untaken(AgentMailStandIn.routes())).isEmpty();
            return calls.answers();
        }
    }

    /** Searching, and reading or changing one key, are newer than these descriptions (the vendor's SDK 2.0.18 has both). */
    private static boolean describedThen(Answered answered) {
        boolean oneKey = answered.path().matches(".*/api-keys/[^/]+")
                && !answered.method().equals("DELETE");
        return !answered.path().endsWith("/search") && !oneKey;
    }

    private static void takeInboxRoutes(Transcript calls, String base) throws IOException {
        Map<String, Object> inbox = Map.of(
                "username", "meepa", "client_id", "c" + base.length(), "display_name", "M", "metadata", Map.of("k", 1));
        String path = base + "/inboxes/meepa%40agentmail.to";
        calls.post(base + "/inboxes", inbox);
        calls.post(base + "/inboxes", Map.of("username", "second"));
        calls.get(base + "/inboxes?limit=1");
        calls.get(base + "/inboxes/search?q=meepa");
        calls.get(path);
        calls.call("PATCH", path, Map.of("status", "paused", "metadata", Map.of("k", true)));
        calls.delete(base + "/inboxes/second%40agentmail.to");
        calls.delete(base + "/inboxes/second%40agentmail.to");
        String keys = "/v0/inboxes/meepa%40agentmail.to/api-keys";
        Client.Got key = calls.post(keys, Map.of("name", "k", "permissions", Map.of("inbox_read", true)));
        calls.as("Bearer " + key.text("api_key")).get("/v0/auth/me");
        calls.get(keys);
        calls.call("PATCH", keys + "/" + key.text("api_key_id"), Map.of("name", "renamed"));
        calls.delete(keys + "/" + key.text("api_key_id"));
        calls.delete(path);
        calls.get(path);
    }

    private static void takePodKeyRoutes(Transcript calls, String pod) throws IOException {
        for (String base : List.of("/v0", pod)) {
            String id = calls.post(base + "/api-keys", Map.of("name", "k")).text("api_key_id");
            calls.get(base + "/api-keys");
            calls.call("PATCH", base + "/api-keys/" + id, Map.of("name", "renamed"));
            calls.get("/v0/api-keys/" + id);
            calls.delete(base + "/api-keys/" + id);
        }
    }

    private static void takeRefusals(AgentMailStandIn mail, Transcript calls) throws IOException {
        calls.post("/v0/inboxes", Map.of("client_id", "a@b"));
        calls.post("/v0/inboxes", Map.of("username", "taken"));
        calls.post("/v0/inboxes", Map.of("domain", "none.example"));
        calls.post("/v0/inboxes", Map.of("domain", "sub.own.example"));
        mail.limitInboxes(0);
        calls.post("/v0/inboxes", Map.of("username", "more"));
        calls.as("Bearer am_us_unheard").get("/v0/inboxes");
        mail.fail(new Fault.Failure(500, false), Route.any(), 1);
        calls.get("/v0/inboxes");
        mail.limitRate(0);
        calls.get("/v0/inboxes");
    }

    /** Takes every route of the directory that a provider may need. */
    private static List<Answered> googleAnswers() throws IOException {
        try (GoogleWorkspaceStandIn google = GoogleWorkspaceStandIn.start()) {
            GoogleAccess access = new GoogleAccess(google);
            Transcript calls =
                    Transcript.of(access.administrator(Clock.systemUTC().instant()));
            String users = "/admin/directory/v1/users";
            String user = users + "/meepa%40agents.example";
            calls.post(users, googleUser());
            calls.post(users, googleUser());
            calls.get(user);
            calls.get(users + "?customer=my_customer&maxResults=1");
            calls.call("PUT", user, Map.of("suspended", true));
            String id = calls.call("PATCH", user, Map.of("suspended", false)).text("id");
            calls.post(user + "/makeAdmin", Map.of("status", true));
            calls.post(user + "/signOut", Map.of());
            calls.get(user + "/tokens");
            calls.delete(user + "/tokens/client");
            calls.get(user + "/asps");
            calls.delete(user + "/asps/1");
            calls.post(user + "/aliases", Map.of("alias", "also@agents.example"));
            calls.get(user + "/aliases");
            calls.delete(user + "/aliases/also%40agents.example");
            calls.delete(user);
            calls.post(users + "/" + id + "/undelete", Map.of("orgUnitPath", "/"));
            assertThat(calls.untaken(GoogleWorkspaceStandIn.routes())).isEmpty();
            calls.as("Bearer " + google.ambientToken().reveal())
                    .post(
                            "/v1/projects/-/serviceAccounts/" + google.serviceAccount() + ":signJwt",
                            Map.of("payload", "{\"sub\":\"x\"}"));
            return calls.answers();
        }
    }

    private static Map<String, Object> googleUser() {
        return Map.of(
                "primaryEmail",
                "meepa@agents.example",
                "name",
                Map.of("givenName", "Meepa", "familyName", "Agent"),
                "password",
                "long-enough-1",
                "externalIds",
                List.of(Map.of("type", "custom", "customType", "meepa", "value", "tag-1")));
    }
}
