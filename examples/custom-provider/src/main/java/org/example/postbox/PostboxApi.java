package org.example.postbox;

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
import java.net.http.*;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The calls to a Postbox server, and what each failure says about what was done. Its answers are never repeated. */
record PostboxApi(String mailboxes, SecretSource key, HttpClient http) {

    static PostboxApi of(Settings settings) {
        String server = settings.text("base_url")
                .filter(url -> url.matches("https://[a-z0-9.-]+(:\\d+)?|http://127\\.0\\.0\\.1:\\d+"))
                .orElseThrow(() -> settings.invalid("base_url", "must be https://host: the admin key goes there"));
        SecretSource key = settings.secretFromEnvironment("api_key_env", "POSTBOX_API_KEY");
        return new PostboxApi(server + "/admin/mailboxes/", key, HttpClient.newHttpClient());
    }

    /** The guard knows whether this run may still call: another one may have taken over. */
    HttpResponse<String> call(CallGuard guard, String method, String name, String form) {
        String what = "Postbox: " + method + " of mailbox " + name;
        try (Secret bearer = key.read()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(mailboxes + name))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + bearer.reveal())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, BodyPublishers.ofString(form))
                    .build();
            guard.check(request.timeout().orElseThrow());
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200, 201, 204, 404, 409 -> answer;
                case 400, 401, 403 -> throw new ProviderRejectedException(what + " was refused: check the key");
                default -> throw new ProviderIndeterminateException(what + " failed: status " + answer.statusCode());
            };
        } catch (ConnectException e) {
            throw new ProviderUnavailableException("Postbox cannot be reached: check base_url", e);
        } catch (IOException e) {
            throw new ProviderIndeterminateException(what + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderIndeterminateException(what + " was interrupted", e);
        }
    }
}
