package io.meepa.credentials.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Speaks to a stand-in as any program would. */
record Client(HttpClient http, String baseUrl, String authorization) {

    static Client of(String baseUrl, String authorization) {
        return new Client(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build(), baseUrl, authorization);
    }

    Client as(String other) {
        return new Client(http, baseUrl, other);
    }

    Got get(String path) throws IOException {
        return send("GET", path, "");
    }

    Got post(String path, Map<String, ?> body) throws IOException {
        return send("POST", path, Json.write(body));
    }

    Got patch(String path, Map<String, ?> body) throws IOException {
        return send("PATCH", path, Json.write(body));
    }

    Got put(String path, Map<String, ?> body) throws IOException {
        return send("PUT", path, Json.write(body));
    }

    Got delete(String path) throws IOException {
        return send("DELETE", path, "");
    }

    Got send(String method, String path, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Got(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What came back. */
    record Got(int status, HttpHeaders headers, String body) {

        Map<String, Object> json() {
            return Json.read(body).orElseThrow();
        }

        Object at(String field) {
            return json().getOrDefault(field, "(absent)");
        }

        String text(String field) {
            return (String) at(field);
        }

        @SuppressWarnings("unchecked") // Listings hold objects.
        List<Map<String, Object>> list(String field) {
            return (List<Map<String, Object>>) at(field);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }
}
