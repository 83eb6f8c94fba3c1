package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn.DirectoryUser;
import io.meepa.credentials.testkit.Ledger;
import io.meepa.credentials.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One stand-in for all cases, since making a service account's key takes longer than a case; another address in each. */
class StandInFaultsTest {

    private static final String USERS = "/admin/directory/v1/users";
    private static final ManualClock CLOCK = ManualClock.atNoon();
    private static final GoogleWorkspaceStandIn GOOGLE =
            GoogleWorkspaceStandIn.start(StandInOptions.defaults().withClock(CLOCK));
    private static final AtomicInteger CASES = new AtomicInteger();

    private final WorkspaceFixture scene = new WorkspaceFixture(CLOCK);
    private final Ledger ledger = WorkspaceFixture.ledger();
    private final String prefix = "meepa-" + CASES.incrementAndGet();
    private final AgentProfile profile = WorkspaceFixture.prefix(prefix);

    static Stream<Arguments> faults() {
        List<Fault> faults = new ArrayList<>(List.of(Fault.Plain.values()));
        faults.add(new Fault.Failure(500, false));
        faults.add(new Fault.Failure(503, true));
        faults.add(new Fault.TooManyRequests(Duration.ofSeconds(2)));
        faults.add(GoogleWorkspaceStandIn.quota("userRateLimitExceeded"));
        faults.add(GoogleWorkspaceStandIn.quota("quotaExceeded"));
        List<Route> routes = List.of(
                Route.of("POST", "/token"),
                Route.of("GET", USERS),
                Route.of("POST", USERS),
                Route.of("GET", USERS + "/{userKey}"),
                Route.of("PUT", USERS + "/{userKey}"),
                Route.of("DELETE", USERS + "/{userKey}"));
        return routes.stream()
                .flatMap(route -> faults.stream()
                        .flatMap(fault -> Stream.of(true, false).map(once -> Arguments.of(route, fault, once))));
    }

    @AfterAll
    static void stop() {
        GOOGLE.close();
    }

    @BeforeEach
    void point() {
        scene.pointAt(GOOGLE);
        scene.settings.put("consistency_budget", "20s");
        scene.settings.put("call_timeout", "30s");
    }

    @AfterEach
    void close() {
        GOOGLE.heal();
        scene.close();
    }

    @ParameterizedTest(name = "{0} {1} once {2}")
    @MethodSource("faults")
    @DisplayName(
            "R2: one user at most at any time, one after the next run, none after revoking; no second creation ever")
    void survivesEveryFaultAtEveryCall(Route route, Fault fault, boolean once) {
        disturb(route, fault, once);
        Optional<Issued> first = attempted();
        assertThat(live()).hasSizeLessThanOrEqualTo(1);

        GOOGLE.heal();
        Issued issued = first.orElseGet(() -> scene.issue(ledger, profile));
        AgentCredential credential = WorkspaceFixture.stored(issued);
        Secret password = credential.secret(ItemKeys.PASSWORD);
        assertThat(live())
                .singleElement()
                .satisfies(user -> assertThat(user.password().orElseThrow().matches(password))
                        .isTrue());

        disturb(route, fault, once);
        if (!revoked(credential)) {
            GOOGLE.heal();
            assertThat(revoked(credential)).isTrue();
        }
        assertThat(live()).isEmpty();
        assertThat(GOOGLE.creations(address())).isEqualTo(1);
    }

    private void disturb(Route route, Fault fault, boolean once) {
        if (once) {
            GOOGLE.fail(fault, route, 1);
        } else {
            GOOGLE.failEvery(fault, route);
        }
    }

    private Optional<Issued> attempted() {
        try {
            return Optional.of(scene.issue(ledger, profile));
        } catch (CredentialException e) {
            assertThat(e.getMessage()).doesNotContain("ya29.");
            return Optional.empty();
        }
    }

    private boolean revoked(AgentCredential credential) {
        try {
            scene.issuer().revoke(WorkspaceFixture.revocation(ledger, Optional.of(credential)));
            return true;
        } catch (CredentialException e) {
            assertThat(e.getMessage()).doesNotContain("ya29.");
            return false;
        }
    }

    private List<DirectoryUser> live() {
        return GOOGLE.users().stream()
                .filter(user -> user.primaryEmail().equals(address()) && !user.deleted())
                .toList();
    }

    private String address() {
        return prefix + "@" + GOOGLE.domain();
    }
}
