package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.ResourceSuspension;
import io.meepa.credentials.spi.Resumption;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Rule 2, S12: every call, every fault, once and always: after one recovery there is exactly one")
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
                try (Desk desk = new Desk()) {
                    System.out.println(cell(desk, call, fault, always));
                }
            }
        }
    }

    private static String cell(Desk desk, Route call, Fault fault, boolean always) {
        if (always) {
            desk.upstream.failEvery(fault, call);
        } else {
            desk.upstream.fail(fault, call, 1);
        }
        // Short only where the answer comes late: a busy machine must not add faults of its own.
        boolean late = fault instanceof Fault.Delay || fault instanceof Fault.SlowDrip;
        CredentialIssuer hasty = desk.issuer(Map.of("call_timeout", late ? "400ms" : "30s"));
        CredentialIssuer patient = desk.issuer(Map.of());
        Ledger ledger = desk.ledger();
        String first = end(hasty, ledger, Optional.empty());
        long spending = open(desk);
        desk.upstream.heal();
        desk.clock.advance(Duration.ofMinutes(10));
        String second = first.equals("done") ? "-" : end(patient, ledger, ledger.resumption());
        String line = String.format(
                "%-26s %-40s %-6s first: %-32s then: %-5s live %d made %d",
                call,
                fault,
                always ? "always" : "once",
                first,
                second,
                desk.live().size(),
                desk.upstream.creations(Desk.MEMO));
        assertThat(second).as(line).isIn("done", "-");
        assertThat(spending).as(line + " (open cards in between)").isLessThanOrEqualTo(1);
        assertThat(desk.live()).as(line).hasSize(1);
        assertThat(open(desk)).as(line).isEqualTo(1);
        AgentCredential credential = Desk.stored(patient.issue(Desk.resumed(ledger)));
        assertThat(desk.live().get(0).token())
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
                    try (Desk desk = new Desk()) {
                        endsAsWasAsked(desk, call, fault, always, off);
                    }
                }
            }
        }
    }

    static Stream<Route> switching() {
        return Stream.of(Route.of("GET", "/v1/cards/{token}"), Route.of("PATCH", "/v1/cards/{token}"));
    }

    private static void endsAsWasAsked(Desk desk, Route call, Fault fault, boolean always, boolean off) {
        CredentialIssuer patient = desk.issuer();
        AgentCredential credential = Desk.stored(patient.issue(Desk.request(desk.ledger())));
        switched(patient, credential, !off, desk);
        if (always) {
            desk.upstream.failEvery(fault, call);
        } else {
            desk.upstream.fail(fault, call, 1);
        }
        boolean late = fault instanceof Fault.Delay || fault instanceof Fault.SlowDrip;
        String first = "done";
        try {
            switched(desk.issuer(Map.of("call_timeout", late ? "400ms" : "30s")), credential, off, desk);
        } catch (ProviderException e) {
            first = e.getClass().getSimpleName();
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(500);
        }
        desk.upstream.heal();
        desk.clock.advance(Duration.ofMinutes(10));
        String line = call + " " + fault + (always ? " always" : " once") + (off ? " off: " : " on: ") + first;
        assertThat(switched(patient, credential, off, desk).state())
                .as(line)
                .isEqualTo(off ? Verification.State.SUSPENDED : Verification.State.LIVE);
        assertThat(desk.live()).as(line).singleElement().satisfies(card -> {
            assertThat(card.state()).isEqualTo(off ? "PAUSED" : "OPEN");
            assertThat(card.spendLimitCents()).isEqualTo(5000);
        });
    }

    private static Verification switched(CredentialIssuer issuer, AgentCredential credential, boolean off, Desk desk) {
        ResourceSuspension suspension = issuer.suspension();
        IssueRequest request = Desk.request(desk.ledger());
        return off ? suspension.suspend(credential, request) : suspension.resume(credential, request);
    }

    private static long open(Desk desk) {
        return desk.live().stream().filter(card -> card.state().equals("OPEN")).count();
    }

    private static String end(CredentialIssuer issuer, Ledger ledger, Optional<Resumption> resumption) {
        try {
            issuer.issue(Desk.request(Desk.MEEPA, AgentProfile.none(), ledger, resumption));
            return "done";
        } catch (ProviderException e) {
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(500);
            return e.getClass().getSimpleName();
        }
    }

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(List.of(Fault.Plain.values()));
        faults.addAll(List.of(
                new Fault.Failure(500, false),
                new Fault.Failure(500, true),
                new Fault.Failure(503, true),
                new Fault.Failure(408, true),
                new Fault.TooManyRequests(Duration.ofSeconds(2)),
                new Fault.TooManyRequests(Duration.ofHours(1)),
                new Fault.Canned(409, "{}", true),
                new Fault.Canned(401, "{\"message\":\"User has not been authenticated\"}", false),
                new Fault.Canned(302, "{}", false),
                new Fault.Delay(Duration.ofMillis(900)),
                new Fault.SlowDrip(Duration.ofMillis(900))));
        return faults;
    }
}
