package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.credentials.testkit.provider.Disturbance;
import io.meepa.credentials.testkit.provider.Upstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StandInUpstreamTest {

    private final PrivacyStandIn bank = PrivacyStandIn.start();
    private final Upstream upstream = new BankUpstream(bank);

    @AfterEach
    void stop() {
        bank.close();
    }

    @Test
    void losesAnswersWithAndWithoutTheEffect() {
        upstream.disturb(Disturbance.UNREACHABLE, 1);
        assertThatThrownBy(this::createCard).isInstanceOf(IOException.class);
        assertThat(upstream.live("tag")).isZero();

        upstream.disturb(Disturbance.ANSWER_LOST, 1);
        assertThatThrownBy(this::createCard).isInstanceOf(IOException.class);
        assertThat(upstream.live("tag")).isEqualTo(1);
        assertThat(upstream.calls()).isEqualTo(2);
    }

    @Test
    void refusesAndEchoesAndCalmsDown() throws IOException, InterruptedException {
        upstream.disturb(Disturbance.REFUSED, 1);
        assertThat(createCard().statusCode()).isEqualTo(403);

        upstream.disturb(Disturbance.SECRET_ECHOED, 1);
        assertThat(createCard().body()).contains(bank.accountKeyText());

        upstream.disturb(Disturbance.REFUSED, 1);
        upstream.calm();
        assertThat(createCard().statusCode()).isEqualTo(200);
        assertThat(upstream.live("tag")).isEqualTo(1);
    }

    private HttpResponse<String> createCard() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(bank.baseUrl() + "/v1/cards"))
                .header("Authorization", "api-key " + bank.accountKeyText())
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"SINGLE_USE\",\"memo\":\"tag\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static final class BankUpstream extends StandInUpstream {

        private final PrivacyStandIn bank;

        BankUpstream(PrivacyStandIn bank) {
            super(bank);
            this.bank = bank;
        }

        @Override
        public int live(String tag) {
            return (int) bank.cards().stream()
                    .filter(card -> card.memo().equals(tag) && !card.state().equals("CLOSED"))
                    .count();
        }

        @Override
        public List<Secret> secrets() {
            return List.of(bank.accountKey());
        }
    }
}
