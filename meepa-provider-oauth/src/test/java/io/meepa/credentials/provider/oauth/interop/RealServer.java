package io.meepa.credentials.provider.oauth.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The npm package oidc-provider in a process of its own, and a browser without pictures. */
final class RealServer implements AutoCloseable {

    static final String CLIENT_ID = "app-1";
    static final String CLIENT_SECRET = "canary-app-secret";

    private final Process process;
    private final String issuer;

    private RealServer(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** Returns the folder that holds the package, if the environment names one. */
    static Optional<Path> installed() {
        return Optional.ofNullable(System.getenv("OIDC_PROVIDER_HOME"))
                .map(Path::of)
                .filter(folder -> Files.isDirectory(folder.resolve("node_modules/oidc-provider")));
    }

    static RealServer start(Path installed) {
        Path script = Path.of(System.getProperty("basedir", "."), "src/test/resources/oidc-provider/server.mjs");
        try {
            Process process = new ProcessBuilder("node", script.toString(), installed.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (line != null && !line.startsWith("ready ")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the server ended before it was ready");
            }
            return new RealServer(process, line.substring("ready ".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return issuer;
    }

    /** Follows an address as a person's browser does, and returns the query with which it comes back to the host. */
    String browse(URI address) {
        HttpClient http = HttpClient.newHttpClient();
        Map<String, String> cookies = new HashMap<>();
        URI at = address;
        for (int hop = 0; hop < 12; hop++) {
            if (!at.toString().startsWith(issuer)) {
                return at.getRawQuery();
            }
            HttpResponse<String> page = page(http, at, cookies);
            for (String cookie : page.headers().allValues("Set-Cookie")) {
                String pair = cookie.substring(0, cookie.indexOf(';'));
                cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
            URI from = at;
            at = page.headers()
                    .firstValue("Location")
                    .map(from::resolve)
                    .orElseThrow(() -> new IllegalStateException("no redirect: " + page.statusCode()));
        }
        throw new IllegalStateException("too many redirects");
    }

    /** Takes a refresh token back, as an administrator would, and returns the status. */
    int revoke(String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/token/revocation"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "token=" + token + "&client_id=" + CLIENT_ID + "&client_secret=" + CLIENT_SECRET))
                .build();
        return sent(HttpClient.newHttpClient(), request).statusCode();
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static HttpResponse<String> page(HttpClient http, URI at, Map<String, String> cookies) {
        String sent = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        HttpRequest.Builder request = HttpRequest.newBuilder(at).header("Accept", "text/html");
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        return sent(http, request.build());
    }

    private static HttpResponse<String> sent(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
