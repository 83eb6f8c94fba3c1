package io.meepa.credentials.standin;

import io.meepa.credentials.standin.Client.Got;
import io.meepa.credentials.standin.Description.Answered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls a stand-in and keeps what it answered. */
final class Transcript {

    private final Client client;
    private final List<Answered> answers;

    private Transcript(Client client, List<Answered> answers) {
        this.client = client;
        this.answers = answers;
    }

    static Transcript of(Client client) {
        return new Transcript(client, new ArrayList<>());
    }

    Transcript as(String authorization) {
        return new Transcript(client.as(authorization), answers);
    }

    Got call(String method, String path, Map<String, ?> body) throws IOException {
        Got got = client.send(method, path, body.isEmpty() ? "" : Json.write(body));
        answers.add(new Answered(method, path.replaceAll("\\?.*", ""), got.status(), got.body()));
        return got;
    }

    Got get(String path) throws IOException {
        return call("GET", path, Map.of());
    }

    Got post(String path, Map<String, ?> body) throws IOException {
        return call("POST", path, body);
    }

    Got delete(String path) throws IOException {
        return call("DELETE", path, Map.of());
    }

    List<Answered> answers() {
        return answers;
    }

    /** Returns the routes that nobody took. */
    List<Route> untaken(List<Route> routes) {
        return routes.stream()
                .filter(route -> answers.stream().noneMatch(one -> route.fits(one.method(), one.path())))
                .toList();
    }
}
