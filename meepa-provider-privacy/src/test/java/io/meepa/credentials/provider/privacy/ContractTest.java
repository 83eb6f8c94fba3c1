package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.StandInUpstream;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.credentials.testkit.provider.CredentialProviderContract;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Privacy.com keeps the contract of providers")
final class ContractTest extends CredentialProviderContract {

    private final PrivacyStandIn standIn =
            PrivacyStandIn.start(StandInOptions.defaults().withClock(contexts().clock()));
    private final Upstream upstream = new Account(standIn);

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Override
    protected CredentialProvider provider() {
        return new PrivacyProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.ofEntries(
                Map.entry("api_key_env", "CARD_KEY"),
                Map.entry("default_spend_limit", 2000L),
                Map.entry("default_spend_limit_duration", "MONTHLY"),
                Map.entry("card_type", "MERCHANT_LOCKED"),
                Map.entry("sandbox", false),
                Map.entry("keep_card_number", true),
                Map.entry("base_url", standIn.baseUrl()),
                Map.entry("allow_loopback_http", true),
                Map.entry("call_timeout", "30s"),
                Map.entry("run_timeout", "5m"),
                Map.entry("max_concurrency", 4L));
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("CARD_KEY", standIn.accountKeyText());
    }

    @Override
    protected Upstream upstream() {
        return upstream;
    }

    private static final class Account extends StandInUpstream {

        private final PrivacyStandIn standIn;

        Account(PrivacyStandIn standIn) {
            super(standIn);
            this.standIn = standIn;
        }

        @Override
        public int live(String tag) {
            return Math.toIntExact(standIn.cards().stream()
                    .filter(card -> card.memo().equals(tag) && !card.state().equals("CLOSED"))
                    .count());
        }

        /** {@inheritDoc} Somebody raises the limit where the account's owner would. */
        @Override
        public boolean drift(String tag) {
            standIn.cards().stream()
                    .filter(card -> card.memo().equals(tag))
                    .forEach(card -> standIn.changeLimit(card.token(), 999_900));
            return true;
        }

        @Override
        public Map<String, String> otherAccount() {
            return Map.of("CARD_KEY", standIn.otherAccountKey().reveal());
        }

        @Override
        public List<Secret> secrets() {
            return List.of(standIn.accountKey());
        }
    }
}
