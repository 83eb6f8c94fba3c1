package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.standin.Client.Got;
import io.meepa.credentials.standin.Fault.Plain;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FaultTest {

    private static final Route CREATE = Route.of("POST", "/v0/inboxes");

    private final ManualClock clock = ManualClock.atNoon();
    private final AgentMailStandIn mail =
            AgentMailStandIn.start(StandInOptions.defaults().withClock(clock));
    private final Client client = Client.of(mail.baseUrl(), "Bearer " + mail.organisationKeyText());

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void disturbsOnlyTheCallThatWasMeant() throws IOException {
        mail.fail(new Fault.Failure(503, false), CREATE, 2);

        assertThat(create().status()).isEqualTo(200);
        assertThat(client.get("/v0/inboxes").status()).isEqualTo(200);
        assertThat(create().status()).isEqualTo(503);
        assertThat(create().status()).isEqualTo(200);
        assertThat(mail.requests(CREATE)).hasSize(3);
        assertThatIllegalArgumentException().isThrownBy(() -> mail.fail(Plain.TWICE, CREATE, 0));
    }

    @Test
    void disturbsEveryCallUntilHealed() throws IOException {
        mail.failEvery(new Fault.Failure(500, false), Route.any());

        assertThat(create().at("code")).isEqualTo("internal_error");
        assertThat(create().status()).isEqualTo(500);
        mail.heal();
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void losesTheConnectionBeforeTheEffect() throws IOException {
        mail.fail(Plain.RESET_BEFORE_EFFECT, CREATE, 1);

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(mail.inboxes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"RESET_AFTER_EFFECT", "CUT_AFTER_EFFECT", "TRUNCATED_BODY", "MALFORMED_CHUNK", "GARBAGE_BYTES"})
    void losesTheAnswerAfterTheEffect(Plain fault) throws IOException {
        mail.fail(fault, CREATE, 1);

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(mail.creations("c-1")).isEqualTo(1);
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void spoilsTheAnswerAfterTheEffect() throws IOException {
        assertThat(disturbed(Plain.GARBAGE_BODY).body()).startsWith("<<<");
        assertThat(disturbed(Plain.EMPTY_BODY).body()).isEmpty();
        assertThat(disturbed(Plain.HUGE_BODY).body()).hasSizeGreaterThan(10_000_000);
        assertThat(disturbed(Plain.WRONG_CONTENT_TYPE).header("content-type")).isEqualTo("text/html");
        assertThat(mail.creations("c-1")).isEqualTo(1);
    }

    @Test
    void failsWithOrWithoutTheEffect() throws IOException {
        assertThat(disturbed(new Fault.Failure(500, false)).status()).isEqualTo(500);
        assertThat(mail.inboxes()).isEmpty();
        assertThat(disturbed(new Fault.Failure(500, true)).status()).isEqualTo(500);
        assertThat(mail.inboxes()).hasSize(1);
        assertThat(disturbed(new Fault.Canned(418, "{\"a\":1}", false)).json()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void repeatsTheCallersOwnKeyInAnError() throws IOException {
        Got echoed = disturbed(Plain.ECHO_AUTHORIZATION);

        assertThat(echoed.status()).isEqualTo(500);
        assertThat(echoed.body()).contains(mail.organisationKeyText());
    }

    @Test
    void deliversACallTwice() throws IOException {
        mail.fail(Plain.TWICE, Route.of("POST", "/v0/api-keys"), 1);

        client.post("/v0/api-keys", Map.of("name", "tag"));

        assertThat(mail.creations("tag")).isEqualTo(2);
    }

    @Test
    void delaysAndDripsWholeAnswers() throws IOException {
        mail.fail(new Fault.Delay(Duration.ofMillis(20)), CREATE, 1);
        mail.fail(new Fault.SlowDrip(Duration.ofMillis(40)), CREATE, 2);

        assertThat(create().json()).isEqualTo(create().json());
    }

    @Test
    void holdsAnAnswerBackUntilReleased() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        mail.fail(new Fault.Hold(release), CREATE, 1);

        CompletableFuture<Got> held = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return create();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task).start());
        while (mail.requests(CREATE).isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(create().status()).isEqualTo(200);
        assertThat(held).isNotDone();
        release.countDown();
        assertThat(held.get().status()).isEqualTo(200);
    }

    @Test
    void reportsHowLongToWait() throws IOException {
        Got busy = disturbed(new Fault.TooManyRequests(Duration.ofSeconds(3)));

        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.header("retry-after")).isEqualTo("3");
        assertThat(busy.at("code")).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void limitsTheRateByItsClock() throws IOException {
        mail.limitRate(2);

        assertThat(create().status()).isEqualTo(200);
        assertThat(create().status()).isEqualTo(200);
        assertThat(create().header("retry-after")).isEqualTo("1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void recordsWhatWasSentAndPrintsNoneOfIt() throws IOException {
        create();

        assertThat(mail.requests()).singleElement().satisfies(request -> {
            assertThat(request).hasToString("POST /v0/inboxes");
            assertThat(request.at()).isEqualTo(clock.instant());
            assertThat(request.authorization().orElseThrow().reveal()).isEqualTo(client.authorization());
            assertThat(request.body()).contains("c-1");
        });
    }

    @Test
    void takesAFixedPortOrSaysThatItIsTaken() {
        int port = URI.create(mail.baseUrl()).getPort();

        assertThatThrownBy(
                        () -> AgentMailStandIn.start(StandInOptions.defaults().withPort(port)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + port);
    }

    @Test
    void answersNobodyOnceClosed() throws IOException {
        create();

        mail.close();
        mail.close();

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
    }

    private Got disturbed(Fault fault) throws IOException {
        mail.fail(fault, CREATE, 1);
        return create();
    }

    private Got create() throws IOException {
        return client.post("/v0/inboxes", Map.of("client_id", "c-1"));
    }
}
