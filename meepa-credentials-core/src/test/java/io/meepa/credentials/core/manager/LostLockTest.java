package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.testkit.fake.FakeKeyProvider;
import io.meepa.credentials.testkit.fake.FakeKeyService;
import io.meepa.credentials.testkit.fake.FakeResource;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two managers and a lock that is lost while the first stands still, at every point where it can: whatever the second does
 * meanwhile, every resource upstream is on record, or a report says that it is indeterminate.
 */
class LostLockTest {

    private static final CredentialKey BOX = CredentialKey.of(Category.EMAIL, FakeKeyProvider.ID);

    /** What a manager is asked to do, and what has to have happened before. */
    enum Job {
        PROVISION,
        ROTATE,
        SUSPEND,
        RESUME,
        REVOKE;

        List<Job> before() {
            return switch (this) {
                case PROVISION -> List.of();
                case ROTATE, SUSPEND, REVOKE -> List.of(PROVISION);
                case RESUME -> List.of(PROVISION, SUSPEND);
            };
        }
    }

    static Stream<Arguments> everything() {
        return Stream.of(
                        Capabilities.Creation.IDEMPOTENT,
                        Capabilities.Creation.FINDABLE,
                        Capabilities.Creation.UNREPEATABLE)
                .flatMap(creation -> Stream.of(Job.values())
                        .flatMap(first -> Stream.of(Job.values())
                                .flatMap(second -> Stream.of(true, false)
                                        .map(reportsLoss -> Arguments.of(creation, first, second, reportsLoss)))));
    }

    @ParameterizedTest(name = "{0}: {1} stands still, {2} meanwhile, lock that reports its loss: {3}")
    @MethodSource("everything")
    void leavesNothingUpstreamThatIsNotOnRecord(
            Capabilities.Creation creation, Job first, Job second, boolean reportsLoss) {
        int point = 0;
        boolean reached = true;
        while (reached) {
            Scene scene = new Scene(creation, reportsLoss);
            first.before().forEach(scene::run);
            reached = scene.runStandingStill(first, point, second);
            assertThat(scene.unrecorded())
                    .as("%s at point %d, reports %s", first, point, scene.reports)
                    .isEmpty();
            assertThat(scene.reports)
                    .as("%s at point %d: what cannot be repeated is not asked for again", first, point)
                    .noneMatch(report -> report.contains("look by hand"));
            point++;
        }
        assertThat(point).isGreaterThan(2);
    }

    @Test
    @DisplayName("Nothing stands still: each job leaves what it says, and no report is indeterminate")
    void findsNoFaultWithoutALostLock() {
        for (Job job : Job.values()) {
            Scene scene = new Scene(Capabilities.Creation.UNREPEATABLE, true);
            job.before().forEach(scene::run);
            scene.run(job);
            assertThat(scene.unrecorded()).isEmpty();
            assertThat(scene.indeterminate).isFalse();
            assertThat(scene.upstream.resources()).hasSize(job == Job.REVOKE ? 0 : job == Job.ROTATE ? 3 : 2);
        }
    }

    @ParameterizedTest(name = "at point {0}: {1} resources")
    @DisplayName("A run whose lock is lost calls nothing more, and says whether it had called by then")
    @CsvSource({"1,0,FAILED", "5,1,INDETERMINATE"})
    void callsNothingMoreOnceItsLockIsLost(int point, int live, ProvisioningReport.Result result) {
        Scene scene = new Scene(Capabilities.Creation.IDEMPOTENT, true);

        scene.runStandingStill(Job.PROVISION, point, Job.SUSPEND);

        assertThat(scene.upstream.resources()).hasSize(live);
        assertThat(scene.reports.get(1)).contains("result=" + result).contains("lock is lost");
        assertThat(scene.store.document().orElseThrow().operations()).hasSize(1);

        scene.run(Job.PROVISION);

        assertThat(scene.upstream.resources()).hasSize(2);
        assertThat(scene.store.document().orElseThrow().operations()).isEmpty();
    }

    @Test
    @DisplayName("A dead run's operation is taken up once a call of it has ended: that long is waited for, once")
    void waitsForACallOfADeadRun() {
        Scene scene = new Scene(Capabilities.Creation.IDEMPOTENT, true);

        scene.runStandingStill(Job.PROVISION, 2, Job.PROVISION);

        assertThat(scene.slept).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("A run that released its lock left no call behind: nothing is waited for")
    void waitsForNothingAfterAnOrderlyEnd() {
        Scene scene = new Scene(Capabilities.Creation.IDEMPOTENT, true);
        scene.upstream.onChange(() -> {
            throw new IllegalStateException("cut off");
        });
        scene.run(Job.PROVISION);
        scene.upstream.onChange(() -> {});

        scene.run(Job.PROVISION);

        assertThat(scene.slept).isEmpty();
        assertThat(scene.upstream.resources()).hasSize(2);
    }

    /** A store and an upstream that outlive their managers. */
    private static final class Scene {

        private final LeaseStore store = new LeaseStore();
        private final FakeKeyService upstream;
        private final List<String> reports = new ArrayList<>();
        private final List<Duration> slept = new ArrayList<>();
        private boolean indeterminate;
        private int steps;

        Scene(Capabilities.Creation creation, boolean reportsLoss) {
            upstream = FakeKeyService.of(creation);
            store.reportsLoss = reportsLoss;
        }

        /** Runs one job that loses its lock at a point, where the other runs; returns whether there is such a point. */
        boolean runStandingStill(Job first, int point, Job second) {
            steps = 0;
            Runnable still = () -> {
                if (steps++ == point) {
                    store.lapse();
                    run(second);
                }
            };
            store.step = still;
            upstream.onChange(still);
            run(first);
            store.step = () -> {};
            upstream.onChange(() -> {});
            return steps > point;
        }

        void run(Job job) {
            try (CredentialManager manager = open()) {
                run(manager.agent("meepa"), job);
            } catch (ProviderIndeterminateException e) {
                indeterminate = true;
                reports.add(job + ": " + e.getMessage());
            } catch (CredentialException e) {
                reports.add(job + ": " + e.getMessage());
            }
        }

        private void run(AgentCredentials agent, Job job) {
            switch (job) {
                case PROVISION -> reported(agent.provision());
                case ROTATE -> agent.managed().rotate(BOX);
                case SUSPEND -> agent.managed().suspend(BOX);
                case RESUME -> agent.managed().resume(BOX);
                case REVOKE -> agent.deprovision(DeprovisionMode.REVOKE);
            }
        }

        private void reported(ProvisioningReport report) {
            reports.add(Job.PROVISION + ": " + report.outcomes());
            indeterminate |= report.outcomes().stream()
                    .anyMatch(outcome -> outcome.result() == ProvisioningReport.Result.INDETERMINATE);
        }

        private CredentialManager open() {
            return CredentialManager.builder()
                    .withoutDiscovery()
                    .clock(Clock.fixed(Managers.NOW, ZoneOffset.UTC))
                    .sleeper(slept::add)
                    .environment(upstream.environment()::get)
                    .store(store)
                    .provider(new FakeKeyProvider(upstream).withoutGuard())
                    .set("credentials.enabled", true)
                    .set("credentials.credential_store.provider", store.id())
                    .set("credentials.email.enabled", true)
                    .set("credentials.email.provider", FakeKeyProvider.ID)
                    .set("agents.meepa", Map.of("id", "meepa"))
                    .open();
        }

        /** Returns what is alive and on no record, unless that was reported. */
        List<String> unrecorded() {
            if (indeterminate) {
                return List.of();
            }
            return upstream.resources().stream()
                    .filter(made -> store.document()
                            .filter(document -> accountsFor(document, made))
                            .isEmpty())
                    .map(Object::toString)
                    .toList();
        }

        private static boolean accountsFor(AgentDocument document, FakeResource made) {
            return document.entries().stream().anyMatch(entry -> holds(entry.credential(), made.id()))
                    || document.operations().stream().anyMatch(operation -> accountsFor(operation, made));
        }

        /** A box goes with its keys; a key that is retired goes alone. */
        private static boolean accountsFor(Operation operation, FakeResource made) {
            Operation.Details details = operation.details();
            boolean found = operation.kind() != PendingOperation.Kind.RETIRE
                    && details.tag().text().equals(made.tag());
            boolean known = details.resources().stream()
                    .anyMatch(resource -> resource.id().equals(made.id()));
            boolean revoked = operation.kind() == PendingOperation.Kind.REVOKE
                    && details.items().stream().anyMatch(item -> is(item, made.id()) || is(item, made.parent()));
            return found || known || revoked;
        }

        private static boolean holds(AgentCredential credential, String id) {
            return credential.items().stream().anyMatch(item -> is(item, id));
        }

        private static boolean is(CredentialItem item, String id) {
            return item.value().matches(Secret.of(id));
        }
    }
}
