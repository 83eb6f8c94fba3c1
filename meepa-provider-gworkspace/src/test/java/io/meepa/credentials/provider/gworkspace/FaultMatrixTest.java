package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Answer;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.How;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.testkit.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call, every fault, once or without end; then the upstream is well again and the same operation is run once more. */
class FaultMatrixTest {

    private static final List<String> CALLS =
            List.of("POST /token", "GET /users?showDeleted", "POST /users", "GET /users/", "PUT /users/");
    private static final List<String> GETTING_TOKENS = List.of("POST /token", "GET /users/");
    private static final List<String> REVOKING = List.of("POST /token", "GET /users/", "DELETE /users/");

    private static final List<String> SWITCHING = List.of("POST /token", "GET /users/", "PUT /users/");

    static Stream<Arguments> switching() {
        return matrix(SWITCHING);
    }

    static Stream<Arguments> issuing() {
        return matrix(CALLS);
    }

    static Stream<Arguments> gettingTokens() {
        return matrix(GETTING_TOKENS);
    }

    static Stream<Arguments> revoking() {
        return matrix(REVOKING);
    }

    @ParameterizedTest(name = "{0} {1} {2} x{3}")
    @MethodSource("issuing")
    @DisplayName("R2: one live user in the end, and the password on record is its own")
    void endsWithOneUser(String call, How how, Answer answer, int times) {
        try (WorkspaceFixture scene = new WorkspaceFixture()) {
            scene.settings.put("consistency_budget", "20s");
            Ledger ledger = WorkspaceFixture.ledger();
            // An adoption, so that a password is set too.
            scene.workspace.plan("POST", FakeWorkspace.USERS, How.CUT_AFTER, answer);
            Optional<Issued> first = attempt(scene, ledger, call, how, answer, times);
            assertThat(scene.workspace.users).hasSizeLessThanOrEqualTo(1);

            scene.workspace.planned.clear();
            Issued issued = first.orElseGet(() -> scene.issue(ledger));

            assertThat(scene.workspace.users).hasSize(1);
            assertThat(WorkspaceFixture.stored(issued).secret(ItemKeys.PASSWORD).reveal())
                    .isEqualTo(scene.workspace
                            .users
                            .values()
                            .iterator()
                            .next()
                            .path("password")
                            .asText());
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} x{3}")
    @MethodSource("revoking")
    @DisplayName("R2: no live user in the end, and nobody else's is gone")
    void endsWithNoUser(String call, How how, Answer answer, int times) {
        try (WorkspaceFixture scene = new WorkspaceFixture()) {
            scene.settings.put("consistency_budget", "20s");
            Ledger ledger = WorkspaceFixture.ledger();
            // An absence that lasts is what gone means: only a passing one is a fault.
            int faults = call.startsWith("GET") && answer.status() == 404 ? Math.min(times, 2) : times;
            var credential = Optional.of(WorkspaceFixture.stored(scene.issue(ledger)));
            scene.workspace.existing("human@agents.example", "none");
            plan(scene, call, how, answer, faults);
            boolean ended = true;
            try {
                scene.issuer().revoke(WorkspaceFixture.revocation(ledger, credential));
            } catch (CredentialException e) {
                ended = false;
            }

            scene.workspace.planned.clear();
            if (!ended) {
                scene.issuer().revoke(WorkspaceFixture.revocation(ledger, credential));
            }

            assertThat(scene.workspace.users.values())
                    .extracting(user -> user.path("primaryEmail").asText())
                    .containsExactly("human@agents.example");
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} x{3}")
    @MethodSource("gettingTokens")
    @DisplayName(
            "F-09: a typed error without a token in it, or a token for the agent alone; once it is well again, one")
    void givesATokenInTheEnd(String call, How how, Answer answer, int times) {
        try (WorkspaceFixture scene = new WorkspaceFixture()) {
            scene.settings.put("consistency_budget", "20s");
            AgentCredential credential = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));
            RefreshRequest request = RefreshRequest.of(WorkspaceFixture.AGENT, credential);
            plan(scene, call, how, answer, times);
            try {
                scene.issuer().refresh().orElseThrow().refresh(request);
            } catch (ProviderException e) {
                assertThat(e.toString()).doesNotContain("ya29.").doesNotContain("assertion=");
            }

            scene.workspace.planned.clear();
            Refreshed refreshed = scene.issuer().refresh().orElseThrow().refresh(request);

            assertThat(scene.workspace.tokens)
                    .containsKey(refreshed.items().get(0).value().reveal());
            assertThat(scene.workspace.claims)
                    .filteredOn(claims -> claims.path("scope").asText().contains("gmail"))
                    .allSatisfy(
                            claims -> assertThat(claims.path("sub").asText()).isEqualTo(WorkspaceFixture.ADDRESS));
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} x{3}")
    @MethodSource("switching")
    @DisplayName("R2: the user ends locked out, or let in, as was asked last")
    void endsAsWasAsked(String call, How how, Answer answer, int times) {
        for (boolean off : new boolean[] {true, false}) {
            try (WorkspaceFixture scene = new WorkspaceFixture()) {
                scene.settings.put("consistency_budget", "20s");
                AgentCredential credential = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));
                switched(scene, credential, !off);
                int faults = call.startsWith("GET") && answer.status() == 404 ? Math.min(times, 2) : times;
                plan(scene, call, how, answer, faults);
                try {
                    switched(scene, credential, off);
                } catch (CredentialException e) {
                    assertThat(e).hasMessageNotContaining("ya29.");
                }

                scene.workspace.planned.clear();

                assertThat(switched(scene, credential, off).state()).isEqualTo(off ? State.SUSPENDED : State.LIVE);
                assertThat(scene.workspace.users.values())
                        .extracting(user -> user.path("suspended").asBoolean())
                        .containsExactly(off);
            }
        }
    }

    private static Verification switched(WorkspaceFixture scene, AgentCredential credential, boolean off) {
        ResourceSuspension suspension = scene.issuer().suspension().orElseThrow();
        IssueRequest request = WorkspaceFixture.request(WorkspaceFixture.ledger(), AgentProfile.none());
        return off ? suspension.suspend(credential, request) : suspension.resume(credential, request);
    }

    private static Optional<Issued> attempt(
            WorkspaceFixture scene, Ledger ledger, String call, How how, Answer answer, int times) {
        plan(scene, call, how, answer, times);
        try {
            return Optional.of(scene.issue(ledger));
        } catch (CredentialException e) {
            return Optional.empty();
        }
    }

    private static void plan(WorkspaceFixture scene, String call, How how, Answer answer, int times) {
        String[] parts = call.split(" ", 2);
        String path = parts[1].split("\\?", 2)[0];
        for (int i = 0; i < times; i++) {
            scene.workspace.plan(parts[0], path, how, answer);
        }
    }

    private static Stream<Arguments> matrix(List<String> calls) {
        List<Arguments> all = new ArrayList<>();
        List<Answer> answers = List.of(
                FakeWorkspace.error(500, "backendError", "down"),
                FakeWorkspace.error(503, "backendError", "down"),
                FakeWorkspace.error(429, "rateLimitExceeded", "slow"),
                FakeWorkspace.error(403, "quotaExceeded", "slow"),
                FakeWorkspace.error(403, "forbidden", "Not Authorized to access this resource/api"),
                FakeWorkspace.error(401, "authError", "Invalid Credentials"),
                FakeWorkspace.error(404, "notFound", "Resource Not Found: userKey"),
                FakeWorkspace.error(409, "duplicate", "Entity already exists."),
                FakeWorkspace.error(412, "conditionNotMet", "User creation is not complete."),
                new Answer(200, "no JSON"),
                new Answer(302, ""));
        for (String call : calls) {
            for (int times : new int[] {1, 40}) {
                for (How how : List.of(How.CUT_BEFORE, How.CUT_AFTER)) {
                    all.add(Arguments.of(call, how, new Answer(0, ""), times));
                }
                answers.forEach(answer -> all.add(Arguments.of(call, How.INSTEAD, answer, times)));
                all.add(Arguments.of(call, How.AFTER, answers.get(1), times));
                all.add(Arguments.of(call, How.AFTER, new Answer(200, "{}"), times));
            }
        }
        return all.stream();
    }
}
