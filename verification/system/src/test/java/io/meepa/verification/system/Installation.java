package io.meepa.verification.system;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.verification.watch.Canaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A home folder, two stand-ins of paid services, and managers over them with everything found by the service loader. */
final class Installation implements AutoCloseable {

    /** What an agent's own login holds; whoever prints it fails the test. */
    static final String TOKEN = "ghp_" + Canaries.WORD + "_0123456789";

    /** How each key of the mail service begins, the organisation's and the agents' own. */
    private static final String MAIL_KEYS = "am_us_";

    final AgentMailStandIn mail;
    final PrivacyStandIn cards;
    final Path home;

    Installation(Path folder) {
        this(folder, Clock.systemUTC());
    }

    /** The stand-ins go by a clock: their rate limits, too. */
    Installation(Path folder, Clock clock) {
        this.mail = AgentMailStandIn.start(StandInOptions.defaults().withClock(clock));
        this.cards = PrivacyStandIn.start(StandInOptions.defaults().withClock(clock));
        this.home = folder.resolve("home");
        Canaries.add(MAIL_KEYS);
        Canaries.add(cards.accountKeyText());
    }

    CredentialManagerBuilder builder() {
        Map<String, String> keys =
                Map.of("AGENTMAIL_API_KEY", mail.organisationKeyText(), "PRIVACY_API_KEY", cards.accountKeyText());
        return CredentialManager.builder()
                .home(home)
                .environment(keys::get)
                .sleeper(duration -> {})
                .set("credentials.enabled", true)
                .set("credentials.lock_timeout", "2m")
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "agentmail")
                .set("credentials.email.agentmail.base_url", mail.baseUrl())
                .set("credentials.email.agentmail.allow_loopback_http", true)
                .set("credentials.email.agentmail.call_timeout", "30s")
                .set("credentials.email.agentmail.run_timeout", "5m")
                .set("credentials.credit_card.enabled", true)
                .set("credentials.credit_card.provider", "privacy_com")
                .set("credentials.credit_card.privacy_com.base_url", cards.baseUrl())
                .set("credentials.credit_card.privacy_com.allow_loopback_http", true)
                .set("agents.meepa", Map.of("id", "meepa"));
    }

    CredentialManager open() {
        return builder().open();
    }

    Path folder(String agent) {
        return home.resolve("agents").resolve(agent);
    }

    Path document(String agent) {
        return folder(agent).resolve("credentials.json");
    }

    Path key(String agent) {
        return folder(agent).resolve("private-key.key");
    }

    /** Every file below home with its content, to compare before and after; lock files hold nothing. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.exists(home)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains(".locks")) {
                    files.put(home.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }

    @Override
    public void close() {
        cards.cards().forEach(card -> Canaries.add(card.pan().reveal()));
        mail.close();
        cards.close();
    }
}
