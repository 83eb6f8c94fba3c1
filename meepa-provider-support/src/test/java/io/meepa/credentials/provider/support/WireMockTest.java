package io.meepa.credentials.provider.support;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static io.meepa.credentials.provider.support.ApiRequest.get;
import static io.meepa.credentials.provider.support.ApiRequest.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.meepa.credentials.error.ProviderIndeterminateException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client against a server that nobody here wrote, and against every way in which it can misbehave. */
final class WireMockTest {

    private final CallFixture fixture = new CallFixture();
    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private ApiRun run() {
        return fixture.client("http://127.0.0.1:" + server.port(), Map.of()).begin();
    }

    /** Answers the first call so, and every later one well. */
    private void first(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("well")
                .willReturn(answer));
        server.stubFor(
                any(anyUrl()).inScenario("once").whenScenarioStateIs("well").willReturn(okJson("{\"id\":\"x\"}")));
    }

    @Test
    void sendsThePathAsOneSegmentAndTheKeyInItsHeader() {
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"id\":\"x\"}")));
        assertThat(run().send(get("see it", "v0", "inboxes", "a@b")).text("id")).isEqualTo("x");
        server.verify(getRequestedFor(urlPathEqualTo("/v0/inboxes/a%40b"))
                .withHeader("Authorization", equalTo("Bearer " + CallFixture.KEY)));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void leavesOpenWhatABrokenAnswerToACreateMeant(Fault fault) {
        first(aResponse().withStatus(200).withBody("{\"id\":\"x\"}").withFault(fault));
        ApiRun run = run();
        assertThatThrownBy(() -> run.send(post("make it", "x")))
                .isInstanceOf(ProviderIndeterminateException.class)
                .hasMessageNotContaining(CallFixture.KEY);
        server.verify(1, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void asksAgainWhereReadingBroke(Fault fault) {
        first(aResponse().withStatus(200).withBody("{\"id\":\"x\"}").withFault(fault));
        assertThat(run().send(get("see it", "x")).text("id")).isEqualTo("x");
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        first(aResponse().withStatus(429).withHeader("Retry-After", "7"));
        assertThat(run().send(get("see it", "x")).text("id")).isEqualTo("x");
        assertThat(fixture.slept)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7250)));
    }
}
