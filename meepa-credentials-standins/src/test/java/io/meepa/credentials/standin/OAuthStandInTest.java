package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recorded services do, spoken to as any program would. */
class OAuthStandInTest {

    private static final String REDIRECT = "https://host.example/callback";

    private static final Map<String, String> DEVICE_ADDRESSES = Map.of(
            "github", "/github.com/login/device/code",
            "google", "/oauth2.googleapis.com/device/code",
            "microsoft", "/login.microsoftonline.com/tenant.example/oauth2/v2.0/devicecode");

    private final ManualClock clock = ManualClock.atNoon();

    @Test
    @DisplayName("GitHub: form answers, one-time renewal that ends the old token, a refusal with status 200")
    void github() throws IOException {
        try (OAuthStandIn github = start("github")) {
            String query = github.agree(URI.create("https://x.example/?redirect_uri=" + REDIRECT + "&state=s"), "ada");
            Map<String, String> first = Query.parse(
                    trade(github, "authorization_code", "code", code(query)).body());
            Map<String, String> next =
                    Query.parse(renew(github, text(first, "refresh_token")).body());

            assertThat(query).endsWith("&state=s");
            assertThat(first).containsEntry("expires_in", "28800");
            assertThat(github.live(text(first, "access_token"))).isFalse();
            assertThat(github.live(text(next, "access_token"))).isTrue();
            assertThat(trade(github, "authorization_code", "code", code(query)).status())
                    .isEqualTo(400);
            HttpResponse<String> refused = send(github, Map.of("grant_type", "refresh_token", "refresh_token", "dead"));
            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(refused.body()).contains("error=bad_refresh_token");
        }
    }

    @Test
    @DisplayName("Todoist: a repetition in its window has no refresh token, a later one ends everything")
    void todoist() throws IOException {
        try (OAuthStandIn todoist = start("todoist")) {
            String refresh = text(signedIn(todoist), "refresh_token");
            Map<String, Object> renewed = json(renew(todoist, refresh));
            Map<String, Object> repeated = json(renew(todoist, refresh));
            clock.advance(Duration.ofMinutes(2));
            int late = renew(todoist, refresh).status();

            assertThat(repeated).containsEntry("access_token", text(renewed, "access_token"));
            assertThat(repeated).doesNotContainKey("refresh_token");
            assertThat(late).isEqualTo(400);
            assertThat(todoist.live(text(renewed, "refresh_token"))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "google", "microsoft"})
    @DisplayName("a device sign-in waits for the person, is slowed down, confirmed, refused, and ends by time")
    void device(String service) throws IOException {
        try (OAuthStandIn standIn = start(service)) {
            Map<String, Object> codes = begin(standIn, service);
            assertThat(poll(standIn, codes)).contains("authorization_pending");
            assertThat(poll(standIn, codes)).contains("slow_down");
            standIn.confirm(text(codes, "user_code"), "ada");
            clock.advance(Duration.ofSeconds(11));
            assertThat(poll(standIn, codes)).contains("access_token");
            assertThat(poll(standIn, codes)).contains("expired_token");
            Map<String, Object> refused = begin(standIn, service);
            standIn.refuse(text(refused, "user_code"));
            assertThat(poll(standIn, refused)).contains(service.equals("microsoft") ? "declined" : "access_denied");
            Map<String, Object> late = begin(standIn, service);
            clock.advance(Duration.ofHours(1));
            assertThat(poll(standIn, late)).contains("expired_token");
        }
    }

    @Test
    @DisplayName("a browser that opens the sign-in address comes back at once, as who is signed in")
    void sendsABrowserBack() throws IOException {
        try (OAuthStandIn standard = start("standard")) {
            standard.signedIn("bob");
            Client.Got page = Client.of(standard.baseUrl(), "")
                    .get("/authorize?state=s&redirect_uri=" + URLEncoder.encode(REDIRECT, StandardCharsets.UTF_8));

            assertThat(page.status()).isEqualTo(302);
            assertThat(page.header("Location")).startsWith(REDIRECT + "?code=").endsWith("state=s");
        }
    }

    @Test
    @DisplayName("the standard server: metadata, pushed requests, tokens for an app alone, introspection")
    void standard() throws IOException {
        try (OAuthStandIn standard = start("standard")) {
            Map<String, Object> metadata = Client.of(standard.baseUrl(), "")
                    .get("/.well-known/oauth-authorization-server")
                    .json();
            Map<String, Object> pushed = Json.read(
                            send(standard, "/par", Map.of("redirect_uri", REDIRECT, "state", "pushed"))
                                    .body())
                    .orElseThrow();
            String query =
                    standard.agree(URI.create("https://x.example/?request_uri=" + text(pushed, "request_uri")), "ada");
            Map<String, Object> alone = json(trade(standard, "client_credentials", "scope", "read"));
            String token = text(alone, "access_token");

            assertThat(metadata).containsEntry("issuer", standard.baseUrl());
            assertThat(query).endsWith("state=pushed");
            assertThat(alone).doesNotContainKey("refresh_token");
            assertThat(send(standard, "/introspect", Map.of("token", token)).body())
                    .contains("true");
            assertThat(send(standard, "/introspect", Map.of("token", "none")).body())
                    .contains("false");
        }
    }

    @Test
    void knowsElevenServicesAndTheStandard() {
        assertThat(OAuthStandIn.services()).hasSize(12);
        assertThatIllegalArgumentException().isThrownBy(() -> start("acme"));
    }

    private OAuthStandIn start(String service) {
        return OAuthStandIn.start(service, StandInOptions.defaults().withClock(clock));
    }

    private Map<String, Object> signedIn(OAuthStandIn standIn) throws IOException {
        String query = standIn.agree(URI.create("https://x.example/?redirect_uri=" + REDIRECT), "ada");
        return json(trade(standIn, "authorization_code", "code", code(query)));
    }

    private Client.Got trade(OAuthStandIn standIn, String grant, String name, String value) throws IOException {
        HttpResponse<String> answer = send(standIn, Map.of("grant_type", grant, name, value, "redirect_uri", REDIRECT));
        return new Client.Got(answer.statusCode(), answer.headers(), answer.body());
    }

    private Client.Got renew(OAuthStandIn standIn, String token) throws IOException {
        HttpResponse<String> answer = send(standIn, Map.of("grant_type", "refresh_token", "refresh_token", token));
        return new Client.Got(answer.statusCode(), answer.headers(), answer.body());
    }

    private Map<String, Object> begin(OAuthStandIn standIn, String service) throws IOException {
        String path = DEVICE_ADDRESSES.getOrDefault(service, "");
        return Json.read(send(standIn, path, Map.of("client_id", OAuthStandIn.CLIENT_ID))
                        .body())
                .orElseThrow();
    }

    private String poll(OAuthStandIn standIn, Map<String, Object> codes) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        fields.put("device_code", text(codes, "device_code"));
        fields.put("client_id", OAuthStandIn.CLIENT_ID);
        String path = standIn.tokenRoute().template();
        HttpResponse<String> open = post(standIn, path, fields);
        return open.statusCode() == 401 ? send(standIn, path, fields).body() : open.body();
    }

    private HttpResponse<String> send(OAuthStandIn standIn, Map<String, String> fields) throws IOException {
        return send(standIn, standIn.tokenRoute().template(), fields);
    }

    private HttpResponse<String> send(OAuthStandIn standIn, String path, Map<String, String> fields)
            throws IOException {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("client_id", OAuthStandIn.CLIENT_ID);
        all.put("client_secret", OAuthStandIn.CLIENT_SECRET);
        return post(standIn, path, all);
    }

    private static HttpResponse<String> post(OAuthStandIn standIn, String path, Map<String, String> fields)
            throws IOException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(standIn.baseUrl() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Map<String, Object> json(Client.Got answer) {
        return answer.json();
    }

    private static String text(Map<String, ?> fields, String name) {
        return String.valueOf(Optional.<Object>ofNullable(fields.get(name)).orElse(""));
    }

    private static String code(String query) {
        return text(Query.parse(query), "code");
    }
}
