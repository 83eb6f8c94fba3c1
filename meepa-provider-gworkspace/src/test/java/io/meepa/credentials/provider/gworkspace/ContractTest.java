package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.StandInUpstream;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.testkit.provider.CredentialProviderContract;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class ContractTest extends CredentialProviderContract {

    private final GoogleWorkspaceStandIn google = GoogleWorkspaceStandIn.start(
            StandInOptions.defaults().withClock(contexts().clock()));
    private final Domain domain = new Domain(google);

    @AfterEach
    void stop() {
        google.close();
    }

    @Override
    protected CredentialProvider provider() {
        return new GoogleWorkspaceProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.ofEntries(
                Map.entry("domain", google.domain()),
                Map.entry("org_unit_path", "/"),
                Map.entry("consistency_budget", "30s"),
                Map.entry("on_revoke", "delete"),
                Map.entry("agent_scope", "https://mail.google.com/"),
                Map.entry("admin_subject", google.administrator()),
                Map.entry("credentials", "key"),
                Map.entry("key_env", "KEY"),
                Map.entry("base_url", google.baseUrl()),
                Map.entry("token_url", google.tokenUri()),
                Map.entry("allow_loopback_http", true),
                Map.entry("max_concurrency", 4L));
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("KEY", google.serviceAccountKeyFile().reveal());
    }

    @Override
    protected boolean keepsOneSecret() {
        return true;
    }

    @Override
    protected Upstream upstream() {
        return domain;
    }

    private static final class Domain extends StandInUpstream {

        private final GoogleWorkspaceStandIn google;

        Domain(GoogleWorkspaceStandIn google) {
            super(google);
            this.google = google;
        }

        @Override
        public int live(String tag) {
            return Math.toIntExact(google.users().stream()
                    .filter(user -> !user.deleted() && user.externalIds().containsValue(tag))
                    .count());
        }

        @Override
        public List<Secret> secrets() {
            return List.of(google.serviceAccountKeyFile());
        }

        @Override
        public boolean occupy(String tag) {
            google.addUser(AgentId.of(tag.split("\\.", -1)[1]) + "@" + google.domain());
            return true;
        }

        @Override
        public int untouched() {
            return Math.toIntExact(google.users().stream()
                    .filter(user -> !user.deleted()
                            && !user.suspended()
                            && user.externalIds().isEmpty()
                            && user.password().isEmpty()
                            && user.primaryEmail().startsWith("agent-"))
                    .count());
        }
    }
}
