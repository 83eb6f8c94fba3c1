package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.StandInUpstream;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.testkit.provider.TokenRefreshContract;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mailbox tokens, against a stand-in whose rules somebody else read out of the documentation. */
class TokenContractTest extends TokenRefreshContract {

    private static final String SCOPE = "https://www.googleapis.com/auth/gmail.modify";

    private final GoogleWorkspaceStandIn google = GoogleWorkspaceStandIn.start(
            StandInOptions.defaults().withClock(contexts().clock()));
    private final Upstream domain = new Domain(google);
    private int agents;

    TokenContractTest() {
        google.delegate(SCOPE);
    }

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
        return Map.of(
                "domain", google.domain(),
                "consistency_budget", "30s",
                "admin_subject", google.administrator(),
                "key_env", "KEY",
                "base_url", google.baseUrl(),
                "token_url", google.tokenUri(),
                "allow_loopback_http", true);
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("KEY", google.serviceAccountKeyFile().reveal());
    }

    @Override
    protected Upstream upstream() {
        return domain;
    }

    @Override
    protected AgentCredential source(CredentialIssuer issuer) {
        AgentId agent = AgentId.of("agent-" + ++agents);
        Tag tag = Tag.of("contract", agent, Category.EMAIL, "1");
        return WorkspaceFixture.stored(issuer.issue(
                IssueRequest.of(agent, Category.EMAIL, "google_workspace", tag, WorkspaceFixture.ledger())));
    }

    @Override
    protected boolean accepts(Secret token) {
        return google.mailbox(token).isPresent();
    }

    @Test
    void opensTheAgentsOwnMailboxAndNoOther() {
        try (CredentialIssuer issuer = opened()) {
            AgentCredential first = source(issuer);
            source(issuer);
            Secret token = refreshed(issuer, first).items().get(0).value();
            assertThat(google.mailbox(token))
                    .contains(first.secret(ItemKeys.ADDRESS).reveal());
        }
    }

    @Test
    void asksAgainLaterForAUserThatIsNotKnownEverywhere() {
        google.delayTokens(1);
        try (CredentialIssuer issuer = opened()) {
            AgentCredential source = source(issuer);
            assertThatThrownBy(() -> refreshed(issuer, source)).isInstanceOf(ProviderUnavailableException.class);
            assertThat(accepts(refreshed(issuer, source).items().get(0).value()))
                    .isTrue();
        }
    }

    private CredentialIssuer opened() {
        return provider()
                .open(contexts().environment(environment()).provider(contexts().settings(settings())));
    }

    private static Refreshed refreshed(CredentialIssuer issuer, AgentCredential source) {
        return issuer.refresh().orElseThrow().refresh(RefreshRequest.of(AgentId.of("agent-1"), source));
    }

    private static final class Domain extends StandInUpstream {

        private final GoogleWorkspaceStandIn google;

        Domain(GoogleWorkspaceStandIn google) {
            super(google);
            this.google = google;
        }

        @Override
        public int live(String tag) {
            return 0;
        }

        @Override
        public List<Secret> secrets() {
            return List.of(google.serviceAccountKeyFile());
        }
    }
}
