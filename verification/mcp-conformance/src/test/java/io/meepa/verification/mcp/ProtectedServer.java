package io.meepa.verification.mcp;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * The server of {@code @modelcontextprotocol/sdk} with bearer authentication, behind the npm package oidc-provider, in a process
 * of its own; and a browser without pictures.
 */
final class ProtectedServer implements AutoCloseable {

    private static final int MOST_REDIRECTS = 12;

    private final Process process;
    private final URI address;
    private final String issuer;

    private ProtectedServer(Process process, URI address, String issuer) {
        this.process = process;
        this.address = address;
        this.issuer = issuer;
    }

    /** Starts both, or skips the test and says so. */
    static ProtectedServer start() throws IOException {
        Optional<Path> oidc = installed("OIDC_PROVIDER_HOME", "oidc-provider");
        assumeThat(oidc)
                .as("needs the program node, and OIDC_PROVIDER_HOME with node_modules/oidc-provider")
                .isPresent();
        Optional<Path> suite = installed("MCP_CONFORMANCE_HOME", "@modelcontextprotocol/sdk");
        assumeThat(suite)
                .as("needs the program conformance, in MCP_CONFORMANCE_HOME/node_modules")
                .isPresent();
        Process process = new ProcessBuilder(
                        suite.orElseThrow().resolve("node_modules/.bin/node").toString(),
                        Path.of("src/test/resources/protected-server.mjs")
                                .toAbsolutePath()
                                .toString(),
                        oidc.orElseThrow().toString(),
                        suite.orElseThrow().toString())
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
        String[] parts = line.split(" ", -1);
        return new ProtectedServer(process, URI.create(parts[1]), parts[2]);
    }

    URI address() {
        return address;
    }

    String issuer() {
        return issuer;
    }

    /** Follows an address as a person's browser does, and returns the query with which it comes back to the host. */
    String browse(URI consent) throws IOException, InterruptedException {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        URI at = consent;
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            if (!at.toString().startsWith(issuer)) {
                return at.getRawQuery();
            }
            HttpRequest request =
                    HttpRequest.newBuilder(at).header("Accept", "text/html").build();
            HttpResponse<String> page = browser.send(request, HttpResponse.BodyHandlers.ofString());
            URI from = at;
            at = page.headers()
                    .firstValue("Location")
                    .map(from::resolve)
                    .orElseThrow(() -> new IllegalStateException("no redirect: " + page.statusCode()));
        }
        throw new IllegalStateException("too many redirects");
    }

    /** Takes a refresh token back, as the person would in the account's settings, and returns the status. */
    int revoke(String token, String clientId, String clientSecret) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/token/revocation"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (clientId + ":" + clientSecret).getBytes(StandardCharsets.US_ASCII)))
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static Optional<Path> installed(String variable, String name) {
        return Optional.ofNullable(System.getenv(variable))
                .map(Path::of)
                .filter(folder ->
                        Files.isDirectory(folder.resolve("node_modules").resolve(name)));
    }
}
