package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn.IssuedCard;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host in a small heap, with services of which one call in ten goes wrong. It takes 30 minutes and 20,000 calls with
 * {@code -Dproof.full=true}, or as long as {@code -Dproof.soak.minutes} says.
 */
@DisplayName("A long run with faults, in 64 MB, ends with equal counts upstream and on record")
class SoakTest {

    private static final boolean FULL = Boolean.getBoolean("proof.full");
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("proof.soak.minutes", FULL ? 30 : 0));
    private static final int CALLS = FULL ? 20_000 : 600;
    private static final int LEAST_CUT = FULL ? 500 : 15;
    private static final int PAUSE_MILLIS = FULL ? 250 : 0;

    /** Faults are laid out for so many calls of each service; no run makes more. */
    private static final int LAID_OUT = FULL ? 500_000 : 20_000;

    private static final List<Fault> CUT = List.of(
            Fault.Plain.RESET_AFTER_EFFECT,
            Fault.Plain.CUT_AFTER_EFFECT,
            Fault.Plain.TRUNCATED_BODY,
            Fault.Plain.MALFORMED_CHUNK);
    private static final List<Fault> OTHER = List.of(
            Fault.Plain.RESET_BEFORE_EFFECT,
            Fault.Plain.GARBAGE_BODY,
            Fault.Plain.EMPTY_BODY,
            new Fault.Failure(500, false),
            new Fault.Failure(503, true),
            new Fault.TooManyRequests(Duration.ofSeconds(1)));

    private static final int MOST_ROUNDS = 30;
    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "agentmail");
    private static final CredentialKey CARD = CredentialKey.of(Category.CREDIT_CARD, "privacy_com");

    @TempDir
    private Path folder;

    /** Which calls of a service go wrong, and which of them are cut in the middle. */
    private record Plan(List<Integer> faulty, List<Integer> cut) {

        static Plan layOut(StandIn service, Random random) {
            Plan plan = new Plan(new ArrayList<>(), new ArrayList<>());
            for (int call = 1; call <= LAID_OUT; call++) {
                if (random.nextInt(10) == 0) {
                    boolean cuts = random.nextInt(5) < 2;
                    List<Fault> faults = cuts ? CUT : OTHER;
                    service.fail(faults.get(random.nextInt(faults.size())), Route.any(), call);
                    plan.faulty.add(call);
                    if (cuts) {
                        plan.cut.add(call);
                    }
                }
            }
            return plan;
        }

        static long upTo(int calls, List<Integer> which) {
            return which.stream().filter(call -> call <= calls).count();
        }
    }

    @Test
    void endsWithEqualCounts() throws Exception {
        try (Installation services = new Installation(folder)) {
            Plan mail = Plan.layOut(services.mail, new Random(1));
            Plan cards = Plan.layOut(services.cards, new Random(2));
            soak(services);
            int mailCalls = services.mail.requests().size();
            int cardCalls = services.cards.requests().size();
            services.mail.heal();
            services.cards.heal();
            long faults = Plan.upTo(mailCalls, mail.faulty()) + Plan.upTo(cardCalls, cards.faulty());
            long cut = Plan.upTo(mailCalls, mail.cut()) + Plan.upTo(cardCalls, cards.cut());

            assertThat(mailCalls + cardCalls).isGreaterThanOrEqualTo(CALLS).isLessThan(LAID_OUT);
            assertThat(cut).isGreaterThanOrEqualTo(LEAST_CUT);
            settle(services);
            print(mailCalls + cardCalls, faults, cut);
        }
    }

    private void soak(Installation services) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SoakHost.class.getName(),
                services.home.toString(),
                services.mail.baseUrl(),
                services.cards.baseUrl(),
                String.valueOf(PAUSE_MILLIS));
        command.environment().put("AGENTMAIL_API_KEY", services.mail.organisationKeyText());
        command.environment().put("PRIVACY_API_KEY", services.cards.accountKeyText());
        Process host = command.redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Instant end = Instant.now().plus(TIME);
        boolean ended = false;
        while (!ended && (Instant.now().isBefore(end) || calls(services) < CALLS)) {
            ended = host.waitFor(1, TimeUnit.SECONDS);
        }
        host.getOutputStream().close();
        assertThat(host.waitFor()).as(() -> read(errors)).isZero();
        assertThat(ended).as("it works until it is stopped").isFalse();
    }

    private static int calls(Installation services) {
        return services.mail.requests().size() + services.cards.requests().size();
    }

    /** Without faults every agent comes to have one of each, and nothing else is left. */
    private static void settle(Installation services) {
        ManualClock clock = ManualClock.running();
        Map<String, String> keys = Map.of(
                "AGENTMAIL_API_KEY", services.mail.organisationKeyText(),
                "PRIVACY_API_KEY", services.cards.accountKeyText());
        try (CredentialManager manager = SoakHost.open(
                services.home.toString(), services.mail.baseUrl(), services.cards.baseUrl(), clock, keys::get)) {
            for (int number = 0; number < SoakHost.AGENTS; number++) {
                AgentCredentials agent = manager.agent("a" + number);
                ProvisioningReport report = agent.provision();
                for (int round = 0; round < MOST_ROUNDS && !isSettled(agent, report); round++) {
                    clock.advance(Duration.ofHours(1));
                    agent.managed().reconcile(ReconcileMode.APPLY);
                    report = agent.provision();
                }
                assertThat(isSettled(agent, report))
                        .as("%s and %s", report.outcomes(), agent.managed().pendingOperations())
                        .isTrue();
            }
            List<String> mails = new ArrayList<>();
            List<String> cards = new ArrayList<>();
            for (int number = 0; number < SoakHost.AGENTS; number++) {
                AgentCredentials agent = manager.agent("a" + number);
                mails.add(agent.get(MAIL).secret("api_key_id").reveal());
                cards.add(agent.get(CARD).secret("token").reveal());
            }
            assertThat(services.mail.inboxes()).hasSize(SoakHost.AGENTS);
            assertThat(services.mail.liveKeys()).extracting(key -> key.id()).containsExactlyInAnyOrderElementsOf(mails);
            assertThat(services.cards.cards().stream()
                            .filter(card -> !card.state().equals("CLOSED"))
                            .map(IssuedCard::token))
                    .containsExactlyInAnyOrderElementsOf(cards);
        }
    }

    private static boolean isSettled(AgentCredentials agent, ProvisioningReport report) {
        return report.ok() && agent.managed().pendingOperations().isEmpty();
    }

    @SuppressWarnings("SystemOut") // The line is the result.
    private static void print(int calls, long faults, long cut) {
        System.out.println("proof: soak: " + TIME.toMinutes() + " minutes at 64 MB, " + calls + " calls, " + faults
                + " with a fault, " + cut + " of them cut in the middle; " + SoakHost.AGENTS
                + " inboxes, keys and cards upstream and on record");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
