package io.meepa.credentials.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantedEnvironmentTest {

    private final Situation situation = Situation.ofAnEquippedAgent();

    @Test
    @DisplayName("M-58, M-59, M-60: address, number and the agent's own mail key under their conventional names")
    void givesWhatIsConventional() {
        assertThat(values(situation.environment()))
                .isEqualTo(Map.of(
                        "AGENT_EMAIL",
                        "meepa@example.com",
                        "AGENT_PHONE",
                        "+15550100",
                        "AGENTMAIL_API_KEY",
                        Situation.OWN_KEY));
    }

    @Test
    @DisplayName("M-57: nothing unless injection is switched on")
    void givesNothingWhenInjectionIsOff() {
        situation.inject = false;
        situation.grantingToken("GITHUB_TOKEN").switchedOn.add("PRIVACY_API_KEY");
        assertThat(situation.environment().names()).isEmpty();
        assertThat(situation.environment().variables()).isEmpty();
    }

    static List<CredentialStatus> unusable() {
        return List.of(
                CredentialStatus.Settled.PENDING_MANUAL,
                CredentialStatus.Settled.PENDING_SIGNUP,
                CredentialStatus.Settled.SKIPPED,
                new CredentialStatus.Failed("refused"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    @DisplayName("M-14, M-59: what is not usable is not injected, conventional or granted")
    void leavesOutWhatIsNotUsable(CredentialStatus status) {
        situation.credentials.replaceAll(
                credential -> credential.toBuilder().status(status).build());
        situation.grantingToken("GITHUB_TOKEN");
        assertThat(situation.environment().names()).isEmpty();
    }

    @Test
    void takesTheFirstUsableAddress() {
        situation.credentials.set(
                0,
                situation.credentials.get(0).toBuilder()
                        .status(CredentialStatus.Settled.SKIPPED)
                        .build());
        situation.with(mailbox("second@example.com")).with(mailbox("third@example.com"));
        assertThat(values(situation.environment())).containsEntry("AGENT_EMAIL", "second@example.com");
    }

    @Test
    @DisplayName("M-61a: other items only by a grant")
    void givesOtherItemsOnlyByGrant() {
        assertThat(values(situation.environment())).doesNotContainValue(Situation.TOKEN);
        assertThat(values(situation.grantingToken("GITHUB_TOKEN").environment()))
                .containsEntry("GITHUB_TOKEN", Situation.TOKEN);
    }

    @Test
    void letsAGrantReplaceWhatIsConventional() {
        situation.with(mailbox("other@example.com"));
        situation.granting(CredentialKey.of(Category.EMAIL, "existing"), "address", "AGENT_EMAIL");
        assertThat(values(situation.environment())).containsEntry("AGENT_EMAIL", "other@example.com");
    }

    @Test
    void leavesOutAGrantOfWhatTheAgentDoesNotHaveYet() {
        situation.granting(CredentialKey.of(Category.LOGIN, "npm"), "token", "NPM_TOKEN");
        assertThat(situation.environment().names()).doesNotContain("NPM_TOKEN");
    }

    @Test
    void refusesAGrantOfAnItemThatIsNotThere() {
        situation.granting(CredentialKey.of(Category.LOGIN, "github"), "tokn", "GITHUB_TOKEN");
        assertThatThrownBy(situation::environment)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the grant of GITHUB_TOKEN: login/github (github) has no such item; it has [token]");
    }

    @Test
    void refusesAGrantThatFitsTwoCredentials() {
        situation.with(AgentCredential.login("github")
                .name("Work")
                .item("token", Secret.of("another-token"), ItemType.API_TOKEN)
                .build());
        assertThatThrownBy(situation.grantingToken("GITHUB_TOKEN")::environment)
                .isInstanceOf(AmbiguousCredentialException.class)
                .hasMessageContaining("login/github (Work)");
    }

    @Test
    @DisplayName("M-61a: two values for one name are refused, whatever its case")
    void refusesCollisions() {
        situation.grantingToken("GITHUB_TOKEN");
        situation.granting(CredentialKey.of(Category.EMAIL, "agentmail"), "inbox_id", "github_token");
        assertThatThrownBy(situation::environment)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("login/github (github)#token")
                .hasMessageContaining("email/agentmail (agentmail)#inbox_id");
    }

    @Test
    void refusesTwoProvidersThatDeclareOneVariable() {
        situation.conventions.put("github", Map.of("token", "AGENTMAIL_API_KEY"));
        assertThatThrownBy(situation::environment)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("two values for the variable AGENTMAIL_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "path",
                "LD_PRELOAD",
                "JAVA_TOOL_OPTIONS",
                "NODE_OPTIONS",
                "BASH_ENV",
                "DYLD_INSERT_LIBRARIES",
                "LC_ALL",
                "DOCKER_HOST",
                "HTTPS_PROXY",
                "https_proxy",
                "PYTHONSTARTUP",
                "GIT_SSH_COMMAND",
                "IFS",
                "HOME"
            })
    @DisplayName("M-61a: reserved names are refused")
    void refusesReservedNames(String name) {
        assertThatThrownBy(situation.grantingToken(name)::environment)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A=B", "A\0B", "1A", "A-B", "A B", "Ä", "A\nB"})
    void refusesNamesThatNoPlatformTakes(String name) {
        assertThatThrownBy(situation.grantingToken(name)::environment)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a variable's name is");
    }

    @Test
    void refusesValuesThatNoPlatformTakes() {
        assertRefused(Secret.of("before\0after"), "NUL");
        assertRefused(Secret.copyOf(new byte[] {'a', (byte) 0xff, 'b'}), "not UTF-8");
        assertRefused(Secret.of("x".repeat(1 << 20)), "longer than");
        assertRefused(Secret.of("x".repeat(32_767 - "VALUE=".length() + 1)), "longer than");
    }

    @Test
    void takesANameUpToItsLimit() {
        String longest = "V".repeat(255);
        assertThat(situation.grantingToken(longest).environment().names()).contains(longest);
        assertThatThrownBy(situation.grantingToken(longest + "V")::environment)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("1 to 255");
    }

    @Test
    void takesTheLongestValueThatEveryPlatformTakes() {
        situation.grantingValue(Secret.of("x".repeat(32_767 - "VALUE=".length())));
        assertThat(situation.environment().names()).contains("VALUE");
    }

    @Test
    @DisplayName("M-60, M-61, R14: organisation keys only where the host switches them on by name")
    void givesOrganisationKeysOnlyByName() {
        assertThat(values(situation.environment()).values()).noneMatch(v -> v.contains(Situation.ORGANISATION_KEY));
        situation.switchedOn.add("AGENTMAIL_API_KEY");
        assertThat(values(situation.environment()))
                .containsEntry("AGENTMAIL_API_KEY", Situation.ORGANISATION_KEY)
                .doesNotContainKey("PRIVACY_API_KEY");
    }

    @Test
    @DisplayName("R14: nor under another name")
    void refusesAnOrganisationKeyThatWasStoredAsTheAgentsOwn() {
        situation.grantingValue(Secret.of(Situation.ORGANISATION_KEY));
        assertThatThrownBy(situation::environment)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the organisation's AGENTMAIL_API_KEY")
                .hasMessageNotContaining(Situation.ORGANISATION_KEY);
    }

    @Test
    void leavesOutAnOrganisationKeyThatIsNotSet() {
        situation.switchedOn.addAll(Set.of("UNSET_KEY", "BLANK_KEY"));
        situation.host.put("BLANK_KEY", " ");
        assertThat(situation.environment().names()).doesNotContain("UNSET_KEY", "BLANK_KEY");
    }

    @Test
    @DisplayName("section 2.6: system credentials only by a grant, and never over the agent's own")
    void givesSystemCredentialsByGrantOnly() {
        List<AgentCredential> system = List.of(login("shared", "shared-token"), login("github", "system-token"));
        assertThat(values(GrantedEnvironment.of(situation.credentials, system, situation.rules(), situation.host::get)))
                .doesNotContainValue("shared-token");
        situation.grantingToken("GITHUB_TOKEN").granting(CredentialKey.of(Category.LOGIN, "shared"), "token", "SHARED");
        assertThat(values(GrantedEnvironment.of(situation.credentials, system, situation.rules(), situation.host::get)))
                .containsEntry("GITHUB_TOKEN", Situation.TOKEN)
                .containsEntry("SHARED", "shared-token");
    }

    @Test
    @DisplayName("R13: printing it shows names only")
    void printsNamesOnly() {
        assertThat(situation.environment()).hasToString("environment[AGENTMAIL_API_KEY, AGENT_EMAIL, AGENT_PHONE]");
    }

    private void assertRefused(Secret value, String reason) {
        Situation other = Situation.ofAnEquippedAgent().grantingValue(value);
        assertThatThrownBy(other::environment)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("VALUE: the value of login/some (some)#value")
                .hasMessageContaining(reason);
    }

    private static AgentCredential login(String service, String token) {
        return AgentCredential.login(service)
                .item("token", Secret.of(token), ItemType.API_TOKEN)
                .build();
    }

    private static AgentCredential mailbox(String address) {
        return AgentCredential.of(Category.EMAIL, "existing")
                .name(address)
                .item("address", Secret.of(address), ItemType.EMAIL)
                .build();
    }

    static Map<String, String> values(GrantedEnvironment environment) {
        Map<String, String> values = new HashMap<>();
        environment.variables().forEach((name, secret) -> values.put(name, secret.reveal()));
        return values;
    }
}
