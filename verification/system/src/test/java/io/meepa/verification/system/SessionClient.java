package io.meepa.verification.system;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.testkit.fake.FakeTokenServer;
import io.meepa.credentials.testkit.fake.FakeTokens;
import io.meepa.credentials.testkit.fake.TokenEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls the {@link SessionService}, which runs in another process. */
record SessionClient(URI url, HttpClient client) implements TokenEndpoint {

    static SessionClient of(String url) {
        return new SessionClient(URI.create(url), HttpClient.newHttpClient());
    }

    @Override
    public FakeTokens trade(Secret refreshToken) {
        HttpResponse<String> answer = sent(HttpRequest.newBuilder(url)
                .POST(BodyPublishers.ofString(refreshToken.reveal()))
                .build());
        if (answer.statusCode() != 200) {
            throw new ProviderRejectedException("sessions: the refresh token was refused");
        }
        int number = Integer.parseInt(answer.body());
        return new FakeTokens(
                Secret.of(FakeTokenServer.accessToken(number)), Secret.of(FakeTokenServer.refreshToken(number)));
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ProviderIndeterminateException("sessions: no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderIndeterminateException("sessions: interrupted");
        }
    }
}
