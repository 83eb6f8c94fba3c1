package org.example.acme;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.CallGuard;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The calls to Acme, and what each failure says about what was done. The service's own text is never repeated. */
record AcmeApi(String inboxes, SecretSource key, HttpClient http) {

    static AcmeApi of(Settings settings) {
        String server = settings.text("base_url")
                .filter(url -> url.matches("https://[a-z0-9.-]+(:\\d+)?|http://127\\.0\\.0\\.1:\\d+"))
                .orElseThrow(() -> settings.invalid("base_url", "must be https://host: the key goes there"));
        SecretSource key = settings.secretFromEnvironment("api_key_env", "ACME_API_KEY");
        return new AcmeApi(server + "/inboxes/", key, HttpClient.newHttpClient());
    }

    HttpResponse<String> call(CallGuard guard, String method, String name) {
        String what = "Acme: " + method + " of inbox " + name;
        try (Secret bearer = key.read()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(inboxes + name))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + bearer.reveal())
                    .method(method, BodyPublishers.noBody())
                    .build();
            guard.check(request.timeout().orElseThrow()); // Another run may have taken over: ask before each call.
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200, 201, 204, 404 -> answer;
                case 400, 401, 403 -> throw new ProviderRejectedException(what + " was refused: check the key");
                default -> throw new ProviderIndeterminateException(what + " failed: status " + answer.statusCode());
            };
        } catch (ConnectException e) {
            throw new ProviderUnavailableException("Acme cannot be reached: check base_url", e);
        } catch (IOException e) {
            throw new ProviderIndeterminateException(what + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderIndeterminateException(what + " was interrupted", e);
        }
    }
}
