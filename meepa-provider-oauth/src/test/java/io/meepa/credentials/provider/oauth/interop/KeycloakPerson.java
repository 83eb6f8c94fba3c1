package io.meepa.credentials.provider.oauth.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person who signs in with a password, and agrees to whatever is asked. */
final class KeycloakPerson {

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();

    private KeycloakPerson() {}

    /** Follows an address to its end, and returns the query with which the browser comes back to the host. */
    static String signIn(URI address) {
        return new KeycloakPerson().followed(address);
    }

    private String followed(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        for (int hop = 0; hop < 10; hop++) {
            HttpResponse<String> page = sent(request);
            String at = page.headers().firstValue("Location").orElse("");
            if (at.startsWith("https://host.example/")) {
                return URI.create(at).getRawQuery();
            }
            request = at.isEmpty()
                    ? filledIn(page)
                    : HttpRequest.newBuilder(page.uri().resolve(at));
        }
        throw new IllegalStateException("the sign-in does not end");
    }

    private static HttpRequest.Builder filledIn(HttpResponse<String> page) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("no form: " + page.statusCode());
        }
        URI action = page.uri().resolve(form.group(1).replace("&amp;", "&"));
        return HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "username=ada&password=canary-of-a-person&accept=Yes&credentialId="));
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> page = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (String cookie : page.headers().allValues("Set-Cookie")) {
                String pair = cookie.split(";", 2)[0];
                int equals = pair.indexOf('=');
                cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
