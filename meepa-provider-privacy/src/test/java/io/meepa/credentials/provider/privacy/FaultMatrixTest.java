package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
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
            Route.of("POST", "/v1/cards"), Route.of("GET", "/v1/cards"), Route.of("PATCH", "/v1/cards/{token}"));

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
        if (always) {
            fixture.upstream.failEvery(fault, call);
        } else {
            fixture.upstream.fail(fault, call, 1);
        }
        // Short only where the answer comes late: a busy machine must not add faults of its own.
        boolean late = fault instanceof Fault.Delay || fault instanceof Fault.SlowDrip;
        CredentialIssuer hasty = fixture.issuer(Map.of("call_timeout", late ? "1500ms" : "30s"));
        CredentialIssuer patient = fixture.issuer(Map.of());
        Ledger ledger = fixture.ledger();
        String first = end(hasty, ledger, Optional.empty());
        long spending = open(fixture);
        fixture.upstream.heal();
        fixture.clock.advance(Duration.ofMinutes(10));
        String second = first.equals("done") ? "-" : end(patient, ledger, ledger.resumption());
        String line = String.format(
                "%-26s %-40s %-6s first: %-32s then: %-5s live %d made %d",
                call,
                fault,
                always ? "always" : "once",
                first,
                second,
                fixture.live().size(),
                fixture.upstream.creations(ProviderFixture.MEMO));
        assertThat(second).as(line).isIn("done", "-");
        assertThat(spending).as(line + " (open cards in between)").isLessThanOrEqualTo(1);
        assertThat(fixture.live()).as(line).hasSize(1);
        assertThat(open(fixture)).as(line).isEqualTo(1);
        AgentCredential credential = ProviderFixture.stored(patient.issue(ProviderFixture.resumed(ledger)));
        assertThat(fixture.live().get(0).token())
                .as(line)
                .isEqualTo(credential.secret("token").reveal());
        return line;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("switching")
    @DisplayName("R2: whatever fails, asked again the card ends paused, or open, with the limit that it had")
    void endsAsWasAsked(Route call) {
        for (Fault fault : faults()) {
            for (boolean always : new boolean[] {false, true}) {
                for (boolean off : new boolean[] {false, true}) {
                    try (ProviderFixture fixture = new ProviderFixture()) {
                        endsAsWasAsked(fixture, call, fault, always, off);
                    }
                }
            }
        }
    }

    static Stream<Route> switching() {
        return Stream.of(Route.of("GET", "/v1/cards/{token}"), Route.of("PATCH", "/v1/cards/{token}"));
    }

    private static void endsAsWasAsked(ProviderFixture fixture, Route call, Fault fault, boolean always, boolean off) {
        CredentialIssuer patient = fixture.issuer();
        AgentCredential credential = ProviderFixture.stored(patient.issue(ProviderFixture.request(fixture.ledger())));
        switched(patient, credential, !off, fixture);
        if (always) {
            fixture.upstream.failEvery(fault, call);
        } else {
            fixture.upstream.fail(fault, call, 1);
        }
        boolean late = fault instanceof Fault.Delay || fault instanceof Fault.SlowDrip;
        String first = "done";
        try {
            switched(fixture.issuer(Map.of("call_timeout", late ? "1500ms" : "30s")), credential, off, fixture);
        } catch (ProviderException e) {
            first = e.getClass().getSimpleName();
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(500);
        }
        fixture.upstream.heal();
        fixture.clock.advance(Duration.ofMinutes(10));
        String line = call + " " + fault + (always ? " always" : " once") + (off ? " off: " : " on: ") + first;
        assertThat(switched(patient, credential, off, fixture).state())
                .as(line)
                .isEqualTo(off ? Verification.State.SUSPENDED : Verification.State.LIVE);
        assertThat(fixture.live()).as(line).singleElement().satisfies(card -> {
            assertThat(card.state()).isEqualTo(off ? "PAUSED" : "OPEN");
            assertThat(card.spendLimitCents()).isEqualTo(5000);
        });
    }

    private static Verification switched(
            CredentialIssuer issuer, AgentCredential credential, boolean off, ProviderFixture fixture) {
        ResourceSuspension suspension = issuer.suspension().orElseThrow();
        IssueRequest request = ProviderFixture.request(fixture.ledger());
        return off ? suspension.suspend(credential, request) : suspension.resume(credential, request);
    }

    private static long open(ProviderFixture fixture) {
        return fixture.live().stream()
                .filter(card -> card.state().equals("OPEN"))
                .count();
    }

    private static String end(CredentialIssuer issuer, Ledger ledger, Optional<Resumption> resumption) {
        try {
            issuer.issue(ProviderFixture.request(ProviderFixture.MEEPA, AgentProfile.none(), ledger, resumption));
            return "done";
        } catch (ProviderException e) {
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(500);
            return e.getClass().getSimpleName();
        }
    }

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(Fault.ofEveryKind());
        faults.add(new Fault.Canned(401, "{\"message\":\"User has not been authenticated\"}", false));
        return faults;
    }
}
