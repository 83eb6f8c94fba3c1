package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialException;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Answer;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.How;
import io.meepa.credentials.spi.Issued;
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
    private static final List<String> REVOKING = List.of("POST /token", "GET /users/", "DELETE /users/");

    static Stream<Arguments> issuing() {
        return matrix(CALLS);
    }

    static Stream<Arguments> revoking() {
        return matrix(REVOKING);
    }

    @ParameterizedTest(name = "{0} {1} {2} x{3}")
    @MethodSource("issuing")
    @DisplayName("R2: one live user in the end, and the password on record is its own")
    void endsWithOneUser(String call, How how, Answer answer, int times) {
        try (Scene scene = new Scene()) {
            scene.settings.put("consistency_budget", "20s");
            Journal journal = new Journal();
            // An adoption, so that a password is set too.
            scene.workspace.plan("POST", FakeWorkspace.USERS, How.CUT_AFTER, answer);
            Optional<Issued> first = attempt(scene, journal, call, how, answer, times);
            assertThat(scene.workspace.users).hasSizeLessThanOrEqualTo(1);

            scene.workspace.planned.clear();
            Issued issued = first.orElseGet(() -> scene.issue(journal));

            assertThat(scene.workspace.users).hasSize(1);
            assertThat(Scene.stored(issued).secret(ItemKeys.PASSWORD).reveal())
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
        try (Scene scene = new Scene()) {
            scene.settings.put("consistency_budget", "20s");
            Journal journal = new Journal();
            // An absence that lasts is what gone means: only a passing one is a fault.
            int faults = call.startsWith("GET") && answer.status() == 404 ? Math.min(times, 2) : times;
            var credential = Optional.of(Scene.stored(scene.issue(journal)));
            scene.workspace.existing("human@agents.example", "none");
            plan(scene, call, how, answer, faults);
            boolean ended = true;
            try {
                scene.issuer().revoke(Scene.revocation(journal, credential));
            } catch (CredentialException e) {
                ended = false;
            }

            scene.workspace.planned.clear();
            if (!ended) {
                scene.issuer().revoke(Scene.revocation(journal, credential));
            }

            assertThat(scene.workspace.users.values())
                    .extracting(user -> user.path("primaryEmail").asText())
                    .containsExactly("human@agents.example");
        }
    }

    private static Optional<Issued> attempt(
            Scene scene, Journal journal, String call, How how, Answer answer, int times) {
        plan(scene, call, how, answer, times);
        try {
            return Optional.of(scene.issue(journal));
        } catch (CredentialException e) {
            return Optional.empty();
        }
    }

    private static void plan(Scene scene, String call, How how, Answer answer, int times) {
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
