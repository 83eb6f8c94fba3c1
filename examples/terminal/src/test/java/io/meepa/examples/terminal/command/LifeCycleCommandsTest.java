package io.meepa.examples.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn.IssuedCard;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import io.meepa.examples.terminal.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program in JVMs of its own against stand-ins of the mail and card services. */
class LifeCycleCommandsTest {

    private static final String CONFIGURATION = """
            agents:
              - id: meepa
            credentials:
              enabled: true
              email:
                enabled: true
                provider: agentmail
                agentmail:
                  base_url: %s
                  allow_loopback_http: true
              credit_card:
                enabled: true
                provider: privacy_com
                privacy_com:
                  base_url: %s
                  allow_loopback_http: true
            """;

    private final AgentMailStandIn mail = AgentMailStandIn.start();
    private final PrivacyStandIn cards = PrivacyStandIn.start();

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void provision() throws Exception {
        home = Home.in(folder, CONFIGURATION.formatted(mail.baseUrl(), cards.baseUrl()));
        Program.Result unasked = run("provision");
        assertThat(unasked.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unasked.errors()).contains("money", "there is no terminal to ask on: confirm with --yes");
        assertThat(cards.cards()).isEmpty();
        assertThat(mail.liveKeys()).isEmpty();
        assertThat(run("provision", "--yes").exitCode()).isZero();
    }

    @AfterEach
    void stop() {
        mail.close();
        cards.close();
    }

    @Test
    void rotatesAKeyAndKeepsTheOldForTheOverlap() throws Exception {
        Program.Result rotated = run("rotate", "email/agentmail");

        assertThat(rotated.exitCode()).isZero();
        assertThat(rotated.output()).contains("email/agentmail", "OLD_ENDS_AT").doesNotContain("am_us_");
        assertThat(mail.liveKeys()).hasSize(2);
        Program.Result examined = run("doctor");
        assertThat(examined.output()).contains("rotation-overlap");
        assertThat(examined.exitCode()).as("F-903: " + examined.output()).isZero();
        assertThat(run("rotate", "credit_card/privacy_com").errors())
                .contains("credit_card/privacy_com", "its provider cannot renew a secret");
    }

    @Test
    void forgetsAfterAYesAndLeavesTheServiceAlone() throws Exception {
        assertThat(run("forget", "email/agentmail").errors()).contains("--yes");
        assertThat(home.list()).hasSize(2);

        assertThat(run("forget", "email/agentmail", "--yes").exitCode()).isZero();

        assertThat(home.list()).hasSize(1);
        assertThat(mail.liveKeys()).hasSize(1);
        assertThat(run("forget", "email/agentmail", "--yes").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void showsWhatAPlanCosts() throws Exception {
        assertThat(run("deprovision", "--revoke", "--yes").exitCode()).isZero();

        Program.Result plan = run("plan", "--json");

        assertThat(plan.output().replaceAll("\\s", ""))
                .contains("\"provider\":\"privacy_com\",\"action\":\"create\",\"costs\":\"money\"")
                .contains("\"provider\":\"agentmail\",\"action\":\"create\",\"costs\":\"quota\"");
    }

    @Test
    void reportsWhatIsEnabledAndCannotWork() throws Exception {
        Program.Result blocked = Program.java(Credentials.class, home.options("provision", "--yes"))
                .with(Map.of("PRIVACY_API_KEY", cards.accountKeyText()))
                .run("");
        Home.in(folder.resolve("other"), CONFIGURATION.formatted(mail.baseUrl(), cards.baseUrl()));
        Program.Result fresh = Program.java(
                        Credentials.class, new Home(folder.resolve("other/home")).options("provision", "--yes"))
                .with(Map.of("PRIVACY_API_KEY", cards.accountKeyText()))
                .run("");

        assertThat(blocked.exitCode()).as("what is there needs no key").isZero();
        assertThat(fresh.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(fresh.errors()).contains("not done: email/agentmail of meepa: ", "AGENTMAIL_API_KEY");
        assertThat(fresh.output()).contains("complete  false");
    }

    @Test
    void suspendsACardUntilItIsResumed() throws Exception {
        assertThat(run("suspend", "credit_card/privacy_com").exitCode()).isZero();
        assertThat(states()).containsExactly("PAUSED");
        assertThat(run("suspend", "credit_card/privacy_com").exitCode()).isZero();
        assertThat(run("provision").exitCode()).isZero();
        assertThat(states()).containsExactly("PAUSED");
        assertThat(run("show", "credit_card/privacy_com").output()).contains("suspended_since");

        assertThat(run("resume", "credit_card/privacy_com").exitCode()).isZero();
        assertThat(states()).containsExactly("OPEN");
        assertThat(run("suspend", "email/agentmail").exitCode()).isZero();
        assertThat(run("show", "email/agentmail").output()).contains("suspended_since");
    }

    @Test
    void findsALimitThatWasChangedByHandAndPutsItBack() throws Exception {
        IssuedCard card = cards.cards().get(0);
        cards.changeLimit(card.token(), 999_900);

        Program.Result found = run("reconcile", "--json");
        assertThat(found.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(found.output()).contains("drifted");
        assertThat(cards.cards().get(0).spendLimitCents()).isEqualTo(999_900);

        assertThat(run("reconcile", "--apply").exitCode()).isZero();
        assertThat(cards.cards().get(0).spendLimitCents()).isEqualTo(card.spendLimitCents());
        assertThat(run("doctor").output()).contains("healthy");
    }

    private List<String> states() {
        return cards.cards().stream().map(IssuedCard::state).toList();
    }

    private Program.Result run(String... command) throws IOException, InterruptedException {
        return Program.java(Credentials.class, home.options(command))
                .with(Map.of(
                        "AGENTMAIL_API_KEY", mail.organisationKeyText(), "PRIVACY_API_KEY", cards.accountKeyText()))
                .run("");
    }
}
