package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.StandInUpstream;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.testkit.provider.CredentialProviderContract;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("AgentMail keeps the contract of providers, with a pod for each agent")
final class ContractTest extends CredentialProviderContract {

    private final AgentMailStandIn standIn = AgentMailStandIn.start(
            StandInOptions.defaults().withClock(contexts().clock()));
    private final Upstream upstream = new Account(standIn);

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Override
    protected CredentialProvider provider() {
        return new AgentMailProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.ofEntries(
                Map.entry("api_key_env", "MAIL_KEY"),
                Map.entry("domain", "agentmail.to"),
                Map.entry("scope", "pod"),
                Map.entry("display_name", "Agent"),
                Map.entry("permissions", List.of("inbox_read", "message_read")),
                Map.entry("base_url", standIn.baseUrl()),
                Map.entry("allow_loopback_http", true),
                Map.entry("call_timeout", "30s"),
                Map.entry("run_timeout", "5m"),
                Map.entry("max_concurrency", 4L));
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("MAIL_KEY", standIn.organisationKey().reveal());
    }

    @Override
    protected Upstream upstream() {
        return upstream;
    }

    private static final class Account extends StandInUpstream {

        private final AgentMailStandIn standIn;

        Account(AgentMailStandIn standIn) {
            super(standIn);
            this.standIn = standIn;
        }

        @Override
        public int live(String tag) {
            long pods = standIn.pods().stream()
                    .filter(pod -> pod.clientId().equals(Optional.of(tag + ".pod")))
                    .count();
            long inboxes = standIn.inboxes().stream()
                    .filter(inbox -> inbox.clientId().equals(Optional.of(tag + ".inbox")))
                    .count();
            long keys = standIn.liveKeys().stream()
                    .filter(key -> key.name().equals(tag))
                    .count();
            return Math.toIntExact(pods + inboxes + keys);
        }

        @Override
        public Map<String, String> otherAccount() {
            return Map.of("MAIL_KEY", standIn.otherOrganisationKey().reveal());
        }

        @Override
        public List<Secret> secrets() {
            return List.of(standIn.organisationKey());
        }
    }
}
