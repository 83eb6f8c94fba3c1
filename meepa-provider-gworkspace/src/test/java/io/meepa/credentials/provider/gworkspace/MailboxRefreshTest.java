package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Answer;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.How;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.provider.gworkspace.token.AccessTokenSupplier;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent's own token: credential {@code token/google_workspace}. */
class MailboxRefreshTest {

    private final WorkspaceFixture scene = new WorkspaceFixture();
    private final FakeWorkspace workspace = scene.workspace;
    private final AgentCredential credential = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));

    @AfterEach
    void close() {
        scene.close();
    }

    private Refreshed refreshed(Optional<Instant> last) {
        return scene.issuer()
                .refresh()
                .orElseThrow()
                .refresh(last.map(RefreshRequest.of(WorkspaceFixture.AGENT, credential)::lastGot)
                        .orElse(RefreshRequest.of(WorkspaceFixture.AGENT, credential)));
    }

    private Instant now() {
        return scene.clock().instant();
    }

    /** The administrator gets a token, the agent is refused one. */
    private void refuse(int status, String code) {
        workspace.plan("POST", "/token", How.NORMAL, new Answer(0, ""));
        workspace.plan("POST", "/token", How.INSTEAD, new Answer(status, "{\"error\":\"" + code + "\"}"));
    }

    private void madeBefore(Duration age) {
        workspace
                .users
                .values()
                .iterator()
                .next()
                .put("creationTime", now().minus(age).toString());
    }

    @Test
    @DisplayName("The agent gets a token for an hour at most, for one scope, as itself, and never the account's key")
    void givesTheAgentItsOwnToken() {
        Refreshed refreshed = refreshed(Optional.empty());

        JsonNode claims = workspace.claims.get(workspace.claims.size() - 1);
        assertThat(claims.path("sub").asText()).isEqualTo(WorkspaceFixture.ADDRESS);
        assertThat(claims.path("scope").asText()).isEqualTo("https://www.googleapis.com/auth/gmail.modify");
        assertThat(refreshed.items()).extracting(CredentialItem::key).containsExactly(ItemKeys.ACCESS_TOKEN);
        assertThat(refreshed.items()).extracting(CredentialItem::type).containsExactly(ItemType.API_TOKEN);
        assertThat(refreshed.items().get(0).value().reveal()).startsWith("ya29.");
        assertThat(refreshed.expiresAt().orElseThrow())
                .isBetween(now().plus(Duration.ofMinutes(59)), now().plus(Duration.ofHours(1)));
        assertThat(refreshed.metadata().text("scope")).contains("https://www.googleapis.com/auth/gmail.modify");
        assertThat(scene.issuer()
                        .refresh()
                        .orElseThrow()
                        .repetition(RefreshRequest.of(
                                WorkspaceFixture.AGENT,
                                AgentCredential.token("google_workspace").build())))
                .isEqualTo(Repetition.REPEATABLE);
    }

    @Test
    @DisplayName("Each refresh is a new token: what a caller reported as rejected is not returned again")
    void keepsNoToken() {
        Secret first = refreshed(Optional.empty()).items().get(0).value();
        assertThat(refreshed(Optional.of(now())).items().get(0).value().matches(first))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3599, 3599", "3600, 3600", "3601, 3600", "604800, 3600"})
    void cutsWhatAHostGivesForLongerThanAnHour(long given, long believed) {
        AccessTokenSupplier generous = request -> new AccessToken(
                Secret.of(request.subject().isPresent() ? "for-long" : directoryToken()), now().plusSeconds(given));
        Refreshed refreshed = new GoogleWorkspaceProvider(generous)
                .open(hostContext())
                .refresh()
                .orElseThrow()
                .refresh(RefreshRequest.of(WorkspaceFixture.AGENT, credential));
        assertThat(refreshed.expiresAt()).contains(now().plusSeconds(believed));
    }

    private ProviderContext hostContext() {
        scene.settings.keySet().removeIf(key -> key.equals("key_env") || key.equals("token_url"));
        return scene.context();
    }

    private String directoryToken() {
        return workspace.tokens.keySet().iterator().next();
    }

    @Test
    @DisplayName("Delegation that is missing: refused, with the scope, the client and where to look")
    void reportsThatDelegationIsMissing() {
        madeBefore(Duration.ofDays(2));
        refuse(401, "unauthorized_client");
        assertThatThrownBy(() -> refreshed(Optional.empty()))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("domain-wide delegation")
                .hasMessageContaining("is missing");
    }

    @Test
    @DisplayName("Delegation that is new: not yet known everywhere, so asking again may help")
    void reportsThatDelegationIsNotKnownYet() {
        madeBefore(Duration.ofHours(3));
        refuse(401, "unauthorized_client");
        assertThatThrownBy(() -> refreshed(Optional.empty()))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("not known everywhere for a day");
    }

    @Test
    @DisplayName("Delegation that was withdrawn: there was a token before")
    void reportsThatDelegationWasWithdrawn() {
        madeBefore(Duration.ofHours(3));
        refuse(401, "unauthorized_client");
        assertThatThrownBy(() -> refreshed(Optional.of(now())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("was withdrawn")
                .hasMessageContaining(now().toString());
    }

    @Test
    @DisplayName("A user that the directory shows and the token endpoint does not know yet")
    void reportsThatTheUserIsNotKnownYet() {
        madeBefore(Duration.ofMinutes(2));
        refuse(400, "invalid_grant");
        assertThatThrownBy(() -> refreshed(Optional.empty()))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("Ask again later");
        refuse(400, "invalid_grant");
        assertThatThrownBy(() -> refreshed(Optional.of(now())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("clock");
    }
}
