package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.testkit.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R2, S12: every call, every fault, once and always: after one recovery there is exactly one")
final class FaultMatrixTest {

    private static final List<Route> CALLS = List.of(
            Route.of("POST", "/v0/pods"),
            Route.of("POST", "/v0/pods/{pod}/inboxes"),
            Route.of("POST", "/v0/pods/{pod}/api-keys"),
            Route.of("GET", "/v0/pods/{pod}/api-keys"));

    static Stream<Route> calls() {
        return CALLS.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void endsWithExactlyOne(Route call) {
        for (Fault fault : faults()) {
            for (boolean always : new boolean[] {false, true}) {
                try (ProviderFixture fixture = new ProviderFixture()) {
                    System.out.println(cell(fixture, call, fault, always));
                }
            }
        }
    }

    private static String cell(ProviderFixture fixture, Route call, Fault fault, boolean always) {
        AgentMailStandIn upstream = fixture.upstream;
        if (always) {
            upstream.failEvery(fault, call);
        } else {
            upstream.fail(fault, call, 1);
        }
        // Short only where the answer comes late: a busy machine must not add faults of its own.
        boolean late = fault instanceof Fault.Delay || fault instanceof Fault.SlowDrip;
        CredentialIssuer hasty = fixture.issuer(Map.of("scope", "pod", "call_timeout", late ? "1500ms" : "30s"));
        CredentialIssuer patient = fixture.issuer(Map.of("scope", "pod"));
        Ledger ledger = fixture.ledger();
        String first = end(hasty, ledger, Optional.empty());
        upstream.heal();
        fixture.clock.advance(Duration.ofMinutes(10));
        String second = first.equals("done") ? "-" : end(patient, ledger, ledger.resumption());
        String line = String.format(
                "%-28s %-40s %-6s first: %-32s then: %-6s pods %d inboxes %d keys %d made %d",
                call,
                fault,
                always ? "always" : "once",
                first,
                second,
                upstream.pods().size() - 1,
                upstream.inboxes().size(),
                upstream.liveKeys().size(),
                upstream.creations("test.meepa.email.1"));
        assertThat(second).as(line).isIn("done", "-");
        assertThat(upstream.pods()).as(line).hasSize(2);
        assertThat(upstream.inboxes()).as(line).hasSize(1);
        assertThat(upstream.liveKeys()).as(line).hasSize(1);
        assertThat(upstream.liveKeys().get(0).value().matches(ledger.secret("api_key")))
                .as(line)
                .isTrue();
        return line;
    }

    private static String end(CredentialIssuer issuer, Ledger ledger, Optional<Resumption> resumption) {
        try {
            issuer.issue(ProviderFixture.request(AgentId.of("meepa"), "1", AgentProfile.none(), ledger, resumption));
            return "done";
        } catch (ProviderException e) {
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(500).doesNotContain("am_us_");
            return e.getClass().getSimpleName();
        }
    }

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(Fault.ofEveryKind());
        faults.add(new Fault.Canned(409, "{\"code\":\"race_condition\"}", true));
        faults.add(new Fault.Canned(401, "{\"code\":\"unknown_api_key\"}", false));
        return faults;
    }
}
