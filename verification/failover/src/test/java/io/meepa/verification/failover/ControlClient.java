package io.meepa.verification.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a host knows of the upstream and the ledger. Thread-safe. */
final class ControlClient implements Boxes {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    ControlClient(String url) {
        this.url = url;
    }

    @Override
    public Box create(String tag) {
        return box(ask("/create", tag));
    }

    @Override
    public Optional<Box> find(String tag) {
        String answer = ask("/find", tag);
        return answer.isEmpty() ? Optional.empty() : Optional.of(box(answer));
    }

    @Override
    public boolean delete(String id) {
        return Boolean.parseBoolean(ask("/delete", id));
    }

    void report(String what) {
        ask("/report", what);
    }

    boolean running() {
        return Boolean.parseBoolean(ask("/running", ""));
    }

    private static Box box(String text) {
        String[] parts = text.split(" ", -1);
        return new Box(parts[0], parts[1], parts[2]);
    }

    private String ask(String path, String query) {
        URI uri = URI.create(url + path + "?" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
