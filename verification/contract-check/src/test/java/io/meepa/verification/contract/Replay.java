package io.meepa.verification.contract;

import io.meepa.credentials.standin.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sends recorded requests elsewhere. */
record Replay(HttpClient http, URI address) {

    List<Answer> all(List<RecordedRequest> requests) throws IOException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (RecordedRequest request : requests) {
            HttpResponse<String> response = http.send(again(request), HttpResponse.BodyHandlers.ofString());
            answers.add(new Answer(request.method(), request.path(), response.statusCode(), response.body()));
        }
        return answers;
    }

    private HttpRequest again(RecordedRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address + request.path() + query(request)))
                .header("Accept", "application/json")
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        request.authorization().ifPresent(value -> builder.header("Authorization", value.reveal()));
        if (!request.body().isEmpty()) {
            builder.header("Content-Type", "application/json");
        }
        return builder.build();
    }

    private static String query(RecordedRequest request) {
        return request.query().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", request.query().isEmpty() ? "" : "?", ""));
    }

    /** What came back for one request. */
    record Answer(String method, String path, int status, String body) {

        boolean refused() {
            return status < 200 || status > 299;
        }
    }
}
