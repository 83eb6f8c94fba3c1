package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Seen;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every request through Prism, which runs on a description of the Directory API: {@code verification/prism/google.sh}. */
@EnabledIfSystemProperty(named = "prism.url", matches = ".+", disabledReason = "needs a running Prism, -Dprism.url")
class PrismTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String prism = System.getProperty("prism.url", "");

    @Test
    void takesEveryRequestOfTheProvider() throws Exception {
        var sent = AllRequests.sent();

        assertThat(sent).extracting(Seen::method).contains("GET", "POST", "PUT", "DELETE");
        for (Seen call : sent) {
            HttpResponse<String> answer = replayed(call);
            assertThat(answer.statusCode())
                    .as("%s %s: %s", call.method(), call.path(), answer.body())
                    .isBetween(200, 299);
        }
    }

    @Test
    void refusesWhatTheDescriptionDoesNotKnow() throws Exception {
        Seen wrongType = new Seen("POST", FakeWorkspace.USERS, Map.of(), "{\"suspended\":\"yes\"}", "Bearer x");
        Seen wrongPath = new Seen("POST", FakeWorkspace.USERS + "/1/suspend", Map.of(), "", "Bearer x");

        assertThat(replayed(wrongType).statusCode()).isBetween(400, 499);
        assertThat(replayed(wrongPath).statusCode()).isBetween(400, 499);
    }

    private HttpResponse<String> replayed(Seen call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(prism + call.path() + query(call)))
                .header("Authorization", call.authorization())
                .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
        if (!call.body().isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String query(Seen call) {
        return call.query().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", call.query().isEmpty() ? "" : "?", ""));
    }
}
