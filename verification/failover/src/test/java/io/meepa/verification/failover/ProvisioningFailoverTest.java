package io.meepa.verification.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.credentials.store.postgres.PostgresStore;
import io.meepa.verification.database.PostgresPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three hosts buy and return boxes for the same agents while the primary is killed again and again, in the middle of their
 * flights. In the end each agent has one box, and it is the one on record.
 */
class ProvisioningFailoverTest {

    private static final int ROUNDS = Integer.getInteger("proof.failovers", Boolean.getBoolean("proof.full") ? 50 : 4);
    private static final int HOSTS = 3;
    private static final int RUNS_BETWEEN = 15;

    /** Each waits for three seconds; a lease ends after 45. */
    private static final int TRIES_FOR_A_LOCK = 40;

    private static final List<String> AGENTS =
            IntStream.range(0, 4).mapToObj(i -> "agent-" + i).toList();

    @TempDir
    Path folder = Path.of("");

    private final LocalBoxes boxes = new LocalBoxes();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void leavesNoBoxOffTheRecord() throws InterruptedException {
        Identity identity = Identity.generate();
        try (PostgresPair pair = PostgresPair.start(folder)) {
            pair.primary().execute(PostgresSchema.tables());
            List<CredentialManager> hosts = IntStream.range(0, HOSTS)
                    .mapToObj(i -> host(pair.url(), identity, i))
                    .toList();
            List<Thread> threads = new ArrayList<>();
            hosts.forEach(host -> threads.add(started(host)));
            for (int round = 0; round < ROUNDS; round++) {
                awaitRuns();
                pair.failOver();
                pair.rejoin();
            }
            awaitRuns();
            running.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            AGENTS.forEach(agent -> requireOneBox(hosts.get(0), agent));
            hosts.forEach(CredentialManager::close);
            System.out.println("proof: provisioning over failovers: " + ROUNDS + " primaries killed, " + runs.get()
                    + " runs, " + failures.get() + " ended by a lost lock or database, 0 boxes off the record");
        }
    }

    private CredentialManager host(String url, Identity identity, int number) {
        try (Secret key = identity.secret()) {
            String text = key.reveal();
            String store = "credentials.credential_store.postgres.";
            var builder = CredentialManager.builder()
                    .home(folder.resolve("host-" + number))
                    .environment(name -> name.equals("MEEPA_KEY") ? text : null)
                    .provider(new BoxProvider(boxes))
                    .store(new PostgresStore())
                    .set("credentials.enabled", true)
                    .set("credentials.lock_timeout", "3s")
                    .set("credentials.email.enabled", true)
                    .set("credentials.email.provider", BoxProvider.ID)
                    .set("credentials.credential_store.provider", "postgres")
                    .set(store + "url", url)
                    .set(store + "user", "postgres")
                    .set(store + "key_env", "MEEPA_KEY")
                    .set(store + "call_timeout", "4s");
            AGENTS.forEach(agent -> builder.set("agents." + agent, Map.of("id", agent)));
            return builder.open();
        }
    }

    private Thread started(CredentialManager host) {
        Thread thread = new Thread(() -> {
            while (running.get()) {
                run(host, AGENTS.get(ThreadLocalRandom.current().nextInt(AGENTS.size())));
            }
        });
        thread.start();
        return thread;
    }

    private void run(CredentialManager host, String agent) {
        try {
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                host.agent(agent).deprovision(DeprovisionMode.REVOKE);
            } else {
                host.agent(agent).provision();
            }
            runs.incrementAndGet();
        } catch (CredentialException e) {
            failures.incrementAndGet();
        }
    }

    private void requireOneBox(CredentialManager host, String agent) {
        ProvisioningReport report = provisioned(host, agent);
        // A revocation that was cut off is taken up first, once no call of the former run can be under way.
        for (int tries = 0; tries < 20 && !report.ok(); tries++) {
            report = provisioned(host, agent);
        }
        assertThat(report.ok()).as("%s: %s", agent, report.outcomes()).isTrue();
        String recorded = host.agent(agent)
                .get(CredentialKey.of(BoxProvider.CATEGORY, BoxProvider.ID))
                .item("id")
                .orElseThrow()
                .value()
                .reveal();
        assertThat(boxes.of(agent)).as(agent).containsExactly(recorded);
    }

    /** Where the end of a run did not reach the database any more, its lease has to end first. */
    private static ProvisioningReport provisioned(CredentialManager host, String agent) {
        for (int tries = 1; ; tries++) {
            try {
                return host.agent(agent).provision();
            } catch (CredentialLockedException e) {
                if (tries == TRIES_FOR_A_LOCK) {
                    throw e;
                }
            }
        }
    }

    private void awaitRuns() throws InterruptedException {
        int enough = runs.get() + RUNS_BETWEEN;
        for (int tries = 0; tries < 6_000 && runs.get() < enough; tries++) {
            Thread.sleep(20);
        }
        assertThat(runs.get()).isGreaterThanOrEqualTo(enough);
    }
}
