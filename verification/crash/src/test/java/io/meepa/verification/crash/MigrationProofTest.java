package io.meepa.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.verification.crash.Situation.UpstreamClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M-56: a real JVM is killed while it moves an old identity file into the encrypted document. */
@Tag("proof")
class MigrationProofTest {

    private static final int FEW = 6;

    private static final String IDENTITY = """
            {"email": {"address": "old@mail.test", "inbox_id": "in-1"},
             "phone": {"number": "+14155550123"},
             "credit_card": {"last_four": "4242"},
             "login": {"github": {"token": "old-token"}, "npm": {"username": "meepa", "password": "old-password"}}}
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("M-56: kill -9 at each system call: nothing lost, counts equal, and the next first read ends it")
    void losesNothingWhereverItIsKilled() throws Exception {
        assumeThat(Strace.works()).as(Strace.NEEDED).isTrue();
        try (ProofRun proofRun = new ProofRun(folder)) {
            Situation whole = withIdentity(proofRun);
            List<Strace.Point> points = proofRun.observe(ChildTask.LIST, whole);
            assertThat(points).hasSizeGreaterThan(100);
            String expected = proofRun.recover(ChildTask.LIST, List.of(new Attempt(whole, "", "", 0, List.of())))
                    .get(0)
                    .result();
            assertThat(expected.split(" ", -1)).hasSizeGreaterThanOrEqualTo(7);
            List<Callable<Attempt>> tasks = new ArrayList<>();
            for (Strace.Point point : Proof.sample(points, FEW)) {
                tasks.add(() -> proofRun.killedAt(ChildTask.LIST, () -> withIdentity(proofRun), point));
            }
            List<Attempt> attempts = proofRun.all(tasks);
            List<Attempt> killed = attempts.stream().filter(Attempt::killed).toList();
            assertThat(killed).hasSizeGreaterThanOrEqualTo(attempts.size() * 3 / 4);
            long before = killed.stream().filter(MigrationProofTest::notBegun).count();
            assertThat(attempts)
                    .allMatch(attempt -> Files.exists(identity(attempt)) || Files.exists(document(attempt)));
            assertThat(proofRun.recover(ChildTask.LIST, attempts))
                    .extracting(Recovery::result)
                    .containsOnly(expected);
            assertThat(attempts).noneMatch(attempt -> Files.exists(identity(attempt)));
            Proof.report(
                    "migration, kill -9 at a system call",
                    killed.size() + " kills of " + points.size() + " calls, " + before
                            + " before the new file, 0 lost");
        }
    }

    private static boolean notBegun(Attempt attempt) {
        return !Files.exists(document(attempt));
    }

    private static Situation withIdentity(ProofRun proofRun) throws IOException {
        Situation situation = proofRun.situation(UpstreamClass.IDEMPOTENT);
        for (String agent : List.of(ChildMain.AGENT, ChildMain.WARM)) {
            Path file = agent(situation, agent).resolve("identity.json");
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(file, IDENTITY);
        }
        return situation;
    }

    private static Path agent(Situation situation, String agent) {
        return situation.home().resolve("agents").resolve(agent);
    }

    private static Path identity(Attempt attempt) {
        return agent(attempt.situation(), ChildMain.AGENT).resolve("identity.json");
    }

    private static Path document(Attempt attempt) {
        return agent(attempt.situation(), ChildMain.AGENT).resolve("credentials.json");
    }
}
