package io.meepa.verification.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateways and databases on machines of their own: killed, frozen beyond their leases, cut off in one direction and in both,
 * promoted, and with a database whose clock is 40 seconds ahead. A ledger outside says what came of it.
 */
@Tag("proof")
class MachinesTest {

    private static final int ROUNDS = Integer.getInteger("proof.machines", Boolean.getBoolean("proof.full") ? 220 : 0);
    /** For a machine that is busy with something else: ends after so many minutes, with fewer rounds. */
    private static final long MINUTES = Long.getLong("proof.minutes", 24 * 60L);

    private static final long SEED = Long.getLong("proof.seed", System.nanoTime());
    private static final int WRITES_BETWEEN = 20;
    private static final int MAX_WAIT_SECONDS = 600;
    private static final List<AgentId> TALLIES = Stream.concat(
                    Stream.of(HostProgram.SHARED), Stream.of("h1", "h2", "h3").map(HostProgram::own))
            .toList();

    @TempDir
    Path folder = Path.of("");

    private final Map<Disturbance, Integer> done = new EnumMap<>(Disturbance.class);

    /** What happens to the machines, and how often in a hundred times. */
    private enum Disturbance {
        PRIMARY_KILLED(48),
        PRIMARY_CUT_OFF(8),
        PRIMARY_RESTARTED(12),
        HOST_KILLED(15),
        HOST_FROZEN(2),
        HOST_SILENCED(5),
        HOST_DEAFENED(5),
        HOST_CUT_OFF(5);

        private final int weight;

        Disturbance(int weight) {
            this.weight = weight;
        }

        static Disturbance any(Random random) {
            int at = random.nextInt(
                    Stream.of(values()).mapToInt(each -> each.weight).sum());
            Disturbance found = PRIMARY_KILLED;
            for (Disturbance each : values()) {
                if (at >= 0) {
                    found = each;
                }
                at -= each.weight;
            }
            return found;
        }
    }

    @Test
    void losesNothingDoesNothingTwiceAndLeavesNoBoxOffTheRecord() {
        assumeThat(ROUNDS).as("the full form alone: -Dproof.full=true").isPositive();
        assumeThat(MachineNetwork.possible())
                .as("machines of their own need Linux and root")
                .isTrue();
        Identity identity = Identity.generate();
        Random random = new Random(SEED);
        System.out.println("seed " + SEED);
        try (Machines machines = Machines.start(folder, identity, random)) {
            HostSettings settings = settings(machines.url(), identity);
            Map<AgentId, Long> first = begun(settings);
            machines.startHosts();
            long end = System.nanoTime() + MINUTES * 60_000_000_000L;
            for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
                awaitWrites(machines);
                Disturbance next = Disturbance.any(random);
                happen(next, machines);
                done.merge(next, 1, Integer::sum);
                System.out.println((round + 1) + " of " + ROUNDS + ": " + done);
                assertThat(machines.endedHosts()).isEmpty();
            }
            awaitWrites(machines);
            assertThat(machines.endHosts()).isEmpty();
            judge(machines, settings, first);
        }
    }

    private static void happen(Disturbance disturbance, Machines machines) {
        switch (disturbance) {
            case PRIMARY_KILLED -> machines.killPrimary();
            case PRIMARY_CUT_OFF -> machines.cutOffPrimary();
            case PRIMARY_RESTARTED -> machines.restartPrimary();
            case HOST_KILLED -> machines.killHost();
            case HOST_FROZEN -> machines.freezeHost();
            case HOST_SILENCED -> machines.silenceHost();
            case HOST_DEAFENED -> machines.deafenHost();
            case HOST_CUT_OFF -> machines.cutOffHost();
        }
    }

    private static HostSettings settings(String url, Identity identity) {
        try (Secret key = identity.secret()) {
            return new HostSettings(url, key.reveal());
        }
    }

    /** Makes the documents, so that the number of each counts its writes from here on. */
    private static Map<AgentId, Long> begun(HostSettings settings) {
        Map<AgentId, Long> first = new java.util.HashMap<>();
        try (StoreSession session = settings.session()) {
            TALLIES.forEach(
                    agent -> first.put(agent, number(session.write(agent, Note.document(""), Revision.ABSENT))));
        }
        return first;
    }

    private static long number(Revision revision) {
        return Long.parseLong(revision.token().substring(0, revision.token().indexOf('/')));
    }

    private void judge(Machines machines, HostSettings settings, Map<AgentId, Long> first) {
        long acknowledged = 0;
        long lost = 0;
        long twice = 0;
        try (StoreSession session = settings.session()) {
            for (AgentId agent : TALLIES) {
                StoredDocument stored = session.read(agent).orElseThrow();
                Tally tally = Tally.parse(Note.text(stored.content()));
                long written = number(stored.revision()) - first.getOrDefault(agent, 0L);
                long most = 0;
                for (String incarnation : machines.incarnations()) {
                    long reported = machines.control().count("added " + agent + " " + incarnation);
                    acknowledged += reported;
                    lost += Math.max(0, reported - tally.of(incarnation));
                    most += reported + machines.unreported(incarnation);
                }
                twice += Math.max(0, written - most);
                // A write that was overwritten unseen is in the number of the row and in no tally.
                lost += Math.max(0, written - tally.total());
            }
        }
        long stale = machines.control().count("stale");
        System.out.println("proof: machines: " + done + ", " + machines.promotions() + " promotions, "
                + machines.promotionsAhead() + " of them to a clock 40 s ahead, " + acknowledged
                + " acknowledged writes, " + machines.control().count("turn") + " under a lock, "
                + machines.control().count("lost lock") + " locks lost, " + lost + " lost, " + twice + " done twice, "
                + stale + " stale writers accepted");
        long off = offTheRecord(machines, settings);
        System.out.println("proof: provisioning on machines: "
                + machines.control().count("run") + " runs, " + off + " boxes off the record");
        assertThat(lost).isZero();
        assertThat(twice).isZero();
        assertThat(stale).isZero();
        assertThat(off).isZero();
    }

    private long offTheRecord(Machines machines, HostSettings settings) {
        LocalBoxes boxes = machines.control().boxes();
        long off = 0;
        // The lock of a host that was killed ends with its lease.
        try (CredentialManager manager = settings.manager(folder.resolve("judge"), boxes, "180s")) {
            for (String agent : HostSettings.AGENTS) {
                ProvisioningReport report = manager.agent(agent).provision();
                // A revocation that was cut off is taken up first, once no call of the former run can be under way.
                for (int tries = 0; tries < 40 && !report.ok(); tries++) {
                    report = manager.agent(agent).provision();
                }
                assertThat(report.ok()).as("%s: %s", agent, report.outcomes()).isTrue();
                String recorded = manager.agent(agent)
                        .get(CredentialKey.of(BoxProvider.CATEGORY, BoxProvider.ID))
                        .item("id")
                        .orElseThrow()
                        .value()
                        .reveal();
                off += boxes.of(agent).stream()
                        .filter(id -> !id.equals(recorded))
                        .count();
                assertThat(boxes.of(agent)).as(agent).contains(recorded);
            }
        }
        return off;
    }

    private static void awaitWrites(Machines machines) {
        long enough = machines.control().countOf("added ") + WRITES_BETWEEN;
        for (int tries = 0; tries < MAX_WAIT_SECONDS * 10; tries++) {
            if (machines.control().countOf("added ") >= enough) {
                return;
            }
            assertThat(machines.endedHosts()).isEmpty();
            Pause.millis(100);
        }
        throw new AssertionError("the hosts write no more");
    }
}
