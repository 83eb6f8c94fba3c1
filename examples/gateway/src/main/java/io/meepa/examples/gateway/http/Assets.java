package io.meepa.examples.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page's files, from the class path. Only those named here exist. Everyone may read them: they hold nothing. */
final class Assets {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json; charset=utf-8");

    private static final List<String> FILES = List.of(
            "index.html",
            "connected.html",
            "openapi.json",
            "page.css",
            "parts.css",
            "page.js",
            "agents.js",
            "audit.js",
            "card.js",
            "connected.js",
            "connections.js",
            "doctor.js",
            "dom.js",
            "filter.js",
            "forms.js",
            "gateway.js",
            "here.js",
            "lifecycle.js",
            "ask.js",
            "reveal.js",
            "run.js",
            "session.js",
            "unfinished.js",
            "words.js");

    private Assets() {}

    static List<Route> routes() {
        return FILES.stream()
                .map(file -> Route.of("GET", file.equals("index.html") ? "/" : "/" + file, call -> answer(file)))
                .toList();
    }

    static boolean has(String path) {
        return path.equals("/") || FILES.contains(path.substring(1));
    }

    private static Answer answer(String file) {
        try (InputStream content = Assets.class.getResourceAsStream("/page/" + file)) {
            if (content == null) {
                throw new IOException("the page's file " + file + " is missing");
            }
            return Answer.of(200, type(file), content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String file) {
        return Optional.ofNullable(TYPES.get(file.substring(file.lastIndexOf('.') + 1)))
                .orElseThrow();
    }
}
