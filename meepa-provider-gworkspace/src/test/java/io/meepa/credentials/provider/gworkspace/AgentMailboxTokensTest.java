package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Answer;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.How;
import io.meepa.credentials.provider.gworkspace.identity.GoogleIdentity;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.provider.gworkspace.token.AccessTokenSupplier;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AgentMailboxTokensTest {

    private final WorkspaceFixture scene = new WorkspaceFixture();
    private final FakeWorkspace workspace = scene.workspace;
    private final AgentCredential credential = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void actsAsTheAgentAloneForOneScopeAndAnHourAtMost() {
        try (AgentMailboxTokens mailboxes = AgentMailboxTokens.open(scene.context())) {
            AccessToken token = mailboxes.token(credential);

            JsonNode claims = workspace.claims.get(workspace.claims.size() - 1);
            assertThat(claims.path("sub").asText()).isEqualTo(WorkspaceFixture.ADDRESS);
            assertThat(claims.path("scope").asText()).isEqualTo("https://www.googleapis.com/auth/gmail.modify");
            assertThat(token.value().reveal()).startsWith("ya29.");
            assertThat(Duration.between(scene.context().clock().instant(), token.expiresAt()))
                    .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
            assertThat(token).hasToString("AccessToken[value=Secret[redacted], expiresAt=" + token.expiresAt() + "]");
        }
    }

    @Test
    void keepsATokenWhoeverClosedTheLastOne() {
        try (AgentMailboxTokens mailboxes = AgentMailboxTokens.open(scene.context())) {
            mailboxes.token(credential).value().close();
            int calls = workspace.seen.size();

            assertThat(mailboxes.token(credential).value().isEmpty()).isFalse();
            assertThat(workspace.seen).hasSize(calls);

            scene.advance(Duration.ofMinutes(56));
            assertThat(mailboxes.token(credential).value().isEmpty()).isFalse();
            assertThat(workspace.seen).hasSizeGreaterThan(calls);
        }
    }

    @Test
    @DisplayName("R4: an address may be another person's by now")
    void givesNoTokenForAnAddressThatMovedOn() {
        try (AgentMailboxTokens mailboxes = AgentMailboxTokens.open(scene.context())) {
            user().put("primaryEmail", "renamed@agents.example");
            workspace.existing(WorkspaceFixture.ADDRESS, "none");
            refused(mailboxes);

            user().put("primaryEmail", WorkspaceFixture.ADDRESS).put("suspended", true);
            refused(mailboxes);

            user().put("suspended", false).remove("externalIds");
            refused(mailboxes);

            workspace.users.clear();
            refused(mailboxes);
        }
        assertThat(workspace.claims)
                .extracting(claims -> claims.path("sub").asText(""))
                .doesNotContain(WorkspaceFixture.ADDRESS);
    }

    @Test
    void servesManagedCredentialsOfThisProviderOnly() {
        try (AgentMailboxTokens mailboxes = AgentMailboxTokens.open(scene.context())) {
            AgentCredential own = credential.toBuilder().build();
            assertThatThrownBy(() -> mailboxes.token(own)).isInstanceOf(IllegalArgumentException.class);
            AgentCredential login = AgentCredential.of(Category.LOGIN, GoogleWorkspaceProvider.ID)
                    .build();
            assertThatThrownBy(() -> mailboxes.token(login)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void saysThatDelegationIsMissing() {
        try (AgentMailboxTokens mailboxes = AgentMailboxTokens.open(scene.context())) {
            workspace.plan("POST", "/token", How.NORMAL, new Answer(0, ""));
            workspace.plan("POST", "/token", How.INSTEAD, new Answer(401, "{\"error\":\"unauthorized_client\"}"));

            assertThatThrownBy(() -> mailboxes.token(credential))
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining("domain-wide delegation")
                    .hasMessageContaining("as " + WorkspaceFixture.ADDRESS)
                    .hasMessageContaining("gmail.modify");
        }
    }

    @Test
    void takesTheScopeFromTheConfigurationAndTokensFromTheHost() {
        scene.settings.put("agent_scope", "https://www.googleapis.com/auth/gmail.readonly");
        ProviderContext context = scene.context();
        AccessTokenSupplier signing = GoogleIdentity.read(context, CallSettings.read(context.settings()))
                .tokens();
        scene.settings.remove("key_env");

        try (AgentMailboxTokens mailboxes = AgentMailboxTokens.open(scene.context(), signing)) {
            mailboxes.token(credential).value().close();
        }

        assertThat(workspace
                        .claims
                        .get(workspace.claims.size() - 1)
                        .path("scope")
                        .asText())
                .isEqualTo("https://www.googleapis.com/auth/gmail.readonly");
    }

    private ObjectNode user() {
        return workspace.users.values().iterator().next();
    }

    private void refused(AgentMailboxTokens mailboxes) {
        assertThatThrownBy(() -> mailboxes.token(credential)).isInstanceOf(ProviderRejectedException.class);
    }
}
