package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn.IssuedCard;
import io.meepa.credentials.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many agents provisioned in one go, at services that serve so many calls a second and refuse the rest. */
@DisplayName("1,000 agents provisioned together neither storm nor starve")
class ManyAgentsTest {

    private static final int AGENTS = Boolean.getBoolean("proof.full") ? 1000 : 100;

    /** Calls at once that the configuration allows each service; more agents than that are at work. */
    private static final int CAP = 3;

    private static final int WORKERS = 12;
    private static final int SERVED_A_SECOND = 25;

    /** Cards that the service shows on one page. */
    private static final int PAGE = 100;

    private static final Route LISTING = Route.of("GET", "/v1/cards");
    private static final long LIMIT_SECONDS = 60;
    private static final long GLANCE_NANOS = 1_000_000;

    private final ManualClock clock = ManualClock.atNoon();

    @TempDir
    Path folder;

    @Test
    void givesEachOneInboxAndOneCardWithoutAStorm() {
        int mailCalls;
        int cardCalls;
        try (Installation single = new Installation(folder.resolve("single"), clock)) {
            provision(single, 1);
            mailCalls = single.mail.requests().size();
            cardCalls = single.cards.requests().size();
        }
        try (Installation installation = new Installation(folder.resolve("many"), clock)) {
            installation.mail.limitRate(SERVED_A_SECOND);
            installation.cards.limitRate(SERVED_A_SECOND);
            CompletableFuture<Boolean> mailsMet = meeting(installation.mail, Route.of("POST", "/v0/inboxes"));
            CompletableFuture<Boolean> cardsMet = meeting(installation.cards, Route.of("POST", "/v1/cards"));
            assertThat(provision(installation, AGENTS)).hasSize(AGENTS).allMatch(ProvisioningReport::ok);

            assertThat(mailsMet.join() && cardsMet.join())
                    .as("as many calls at once as the configuration allows")
                    .isTrue();
            assertThat(installation.mail.inboxes()).hasSize(AGENTS);
            assertThat(installation.mail.liveKeys()).hasSize(AGENTS);
            assertThat(installation.cards.cards())
                    .hasSize(AGENTS)
                    .extracting(IssuedCard::memo)
                    .doesNotHaveDuplicates();
            int listings = installation.cards.requests(LISTING).size();
            assertNoStorm(installation.mail, mailCalls * AGENTS);
            assertNoStorm(installation.cards, (cardCalls - 1) * AGENTS + listings);
            assertThat(listings).isLessThanOrEqualTo(mostListings() + installation.cards.refusedByLimit());
            assertThat(installation.mail.refusedByLimit() + installation.cards.refusedByLimit())
                    .as("the limit was reached")
                    .isPositive();
            print(installation);
        }
    }

    /**
     * A card is made, then looked for among all cards, then opened. Were each agent to look on its own, the first would read
     * one page and the last one for every hundred cards; but a look of several pages serves two of those who wait at least.
     */
    private static int mostListings() {
        int pages = AGENTS / PAGE;
        return Math.max(AGENTS, AGENTS * (pages + 1) / 2 / 2);
    }

    /** Holds the first creations until as many are under way as may be, or says in the end that they never met. */
    private static CompletableFuture<Boolean> meeting(StandIn service, Route creation) {
        CountDownLatch met = new CountDownLatch(1);
        for (int nth = 1; nth <= CAP; nth++) {
            service.fail(new Fault.Hold(met), creation, nth);
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    Instant end = Instant.now().plusSeconds(LIMIT_SECONDS);
                    while (service.requests(creation).size() < CAP
                            && Instant.now().isBefore(end)) {
                        LockSupport.parkNanos(GLANCE_NANOS);
                    }
                    met.countDown();
                    return service.requests(creation).size() >= CAP;
                },
                task -> new Thread(task).start());
    }

    /**
     * Nothing is called that was not needed or refused. A refusal shuts the gate until the next second of the limit, which
     * takes all it serves before it refuses again; those refused together were on their way together, and no more are than
     * there are places. So there are at most as many refusals a place as there are seconds' worth of calls taken, and one.
     */
    @SuppressWarnings("SystemOut") // For the table of the long proofs.
    private static void print(Installation installation) {
        System.out.println("proof: many agents: " + AGENTS + " provisioned, at most "
                + Math.max(installation.mail.mostAtOnce(), installation.cards.mostAtOnce()) + " calls at once; of "
                + installation.mail.requests().size() + " and "
                + installation.cards.requests().size() + " calls "
                + installation.mail.refusedByLimit() + " and " + installation.cards.refusedByLimit()
                + " refused by the limit");
    }

    private static void assertNoStorm(StandIn service, int needed) {
        assertThat(service.mostAtOnce()).isLessThanOrEqualTo(CAP);
        int taken = service.requests().size() - service.refusedByLimit();
        assertThat(taken).isLessThanOrEqualTo(needed);
        assertThat(service.refusedByLimit()).isLessThanOrEqualTo(CAP * (taken / SERVED_A_SECOND + 1));
    }

    private List<ProvisioningReport> provision(Installation installation, int agents) {
        CredentialManagerBuilder builder = installation
                .builder()
                .clock(clock)
                .sleeper(clock::advance)
                .set("credentials.concurrency", WORKERS)
                .set("credentials.email.agentmail.max_concurrency", CAP)
                .set("credentials.email.agentmail.run_timeout", "2m")
                .set("credentials.credit_card.privacy_com.max_concurrency", CAP)
                .set("credentials.credit_card.privacy_com.run_timeout", "2m");
        for (int agent = 1; agent < agents; agent++) {
            builder.set("agents.agent-" + agent, Map.of("id", "agent-" + agent));
        }
        try (CredentialManager manager = builder.open()) {
            return manager.provision();
        }
    }
}
