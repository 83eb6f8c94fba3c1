package io.meepa.credentials.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.core.tool.HandOverRules.Grant;
import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.CredentialReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferencesTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final String TOKEN = "cred:///login/github#token";

    private final List<AgentCredential> mine = new ArrayList<>(List.of(login("github", "GitHub", "meepas-token")));
    private final List<AgentCredential> others = List.of(login("github", "GitHub", "others-token"));
    private final List<AgentId> read = new ArrayList<>();

    @Test
    @DisplayName("F-14: in texts, maps and lists")
    void resolvesWhereverTextStands() {
        References references = allowing(TOKEN);
        assertThat(references.resolve("Bearer " + TOKEN).reveal()).isEqualTo("Bearer meepas-token");
        assertThat(references.resolve(List.of("-H", "a" + TOKEN + ";" + TOKEN + "\"", "")))
                .extracting(Secret::reveal)
                .containsExactly("-H", "ameepas-token;meepas-token\"", "");
        Map<String, String> map = new LinkedHashMap<>();
        map.put("z", TOKEN);
        map.put("a", "plain");
        assertThat(references.resolve(map))
                .extractingByKeys("z", "a")
                .extracting(Secret::reveal)
                .containsExactly("meepas-token", "plain");
        assertThat(references.resolve(map).keySet()).containsExactly("z", "a");
    }

    @Test
    void readsNothingForPlainText() {
        assertThat(allowing().resolve("no reference: credit://x").reveal()).isEqualTo("no reference: credit://x");
        assertThat(read).isEmpty();
    }

    @Test
    @DisplayName("F-14: a forbidden reference fails before anything is read")
    void refusesWhatIsNotAllowed() {
        assertThatThrownBy(() -> allowing().resolve(TOKEN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(TOKEN)
                .hasMessageContaining("meepa");
        assertThatThrownBy(() -> allowing(TOKEN).resolve(List.of(TOKEN, "cred:///login/github#password")))
                .isInstanceOf(ConfigurationException.class);
        assertThat(read).isEmpty();
    }

    @Test
    @DisplayName("M-03: another agent's credentials only where the list names that agent")
    void keepsAgentsApart() {
        String foreign = "cred://other/login/github#token";
        assertThatThrownBy(() -> allowing(TOKEN).resolve(foreign)).isInstanceOf(ConfigurationException.class);
        assertThat(allowing(foreign).resolve(foreign).reveal()).isEqualTo("others-token");
        assertThatThrownBy(() -> allowing(foreign).resolve(TOKEN)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void takesTheAgentByNameOrNot() {
        String named = "cred://meepa/login/github#token";
        assertThat(allowing(TOKEN).resolve(named).reveal()).isEqualTo("meepas-token");
        assertThat(allowing(named).resolve(TOKEN).reveal()).isEqualTo("meepas-token");
    }

    @Test
    void allowsWhatIsGranted() {
        AllowList granted = AllowList.ofGrants(
                List.of(new Grant(CredentialKey.of(Category.LOGIN, "github"), "token", "GITHUB_TOKEN")));
        References references = new References(MEEPA, granted, agent -> mine);
        assertThat(references.resolve(TOKEN).reveal()).isEqualTo("meepas-token");
        assertThatThrownBy(() -> references.resolve("cred:///login/npm#token"))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void refusesWhatIsNotThere() {
        for (String absent :
                List.of("cred:///login/github#tokn", "cred:///login/npm#token", "cred:///token/github#token")) {
            assertThatThrownBy(() -> allowing(absent).resolve("x " + absent))
                    .isInstanceOf(CredentialNotFoundException.class)
                    .hasMessageContaining(absent);
        }
    }

    @Test
    void refusesWhatIsNotUsableYet() {
        mine.replaceAll(credential -> credential.toBuilder()
                .status(CredentialStatus.Settled.PENDING_SIGNUP)
                .build());
        assertThatThrownBy(() -> allowing(TOKEN).resolve(TOKEN)).isInstanceOf(CredentialNotFoundException.class);
    }

    @Test
    void asksForTheNameWhereOneServiceHasTwo() {
        mine.add(login("github", "Work account", "work-token"));
        assertThatThrownBy(() -> allowing(TOKEN).resolve(TOKEN))
                .isInstanceOf(AmbiguousCredentialException.class)
                .hasMessageContaining("Work account");
        String named = "cred:///login/github?name=Work%20account#token";
        assertThat(allowing(named).resolve(named).reveal()).isEqualTo("work-token");
    }

    @Test
    @DisplayName("F-14: a value that holds a reference is left as it is")
    void doesNotResolveTwice() {
        mine.add(login("trap", "Trap", "see " + TOKEN));
        String trap = "cred:///login/trap#token";
        assertThat(allowing(trap, TOKEN).resolve(trap).reveal()).isEqualTo("see " + TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cred://",
                "cred:///login/github",
                "cred:///login/github#",
                "cred:///login#token",
                "cred://login/github#token",
                "cred://MEEPA/login/github#token",
                "cred://../login/github#token",
                "cred:///login/github#token#again",
                "cred:///login/github?nom=x#token",
                "cred:///login/github#%zz",
                "cred:///login/%00#token",
                "CRED:///login/github#token"
            })
    @DisplayName("F-14: a malformed reference is an error, not a text")
    void refusesMalformedReferences(String malformed) {
        assertThatThrownBy(() -> allowing(TOKEN).resolve("x " + malformed))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("malformed credential reference at character 3");
    }

    private References allowing(String... references) {
        Set<CredentialReference> allowed =
                Set.of(references).stream().map(CredentialReference::parse).collect(Collectors.toSet());
        return new References(MEEPA, new AllowList(allowed), agent -> {
            read.add(agent);
            return agent.equals(MEEPA) ? mine : others;
        });
    }

    private static AgentCredential login(String service, String name, String token) {
        return AgentCredential.login(service)
                .name(name)
                .item("token", Secret.of(token), ItemType.API_TOKEN)
                .build();
    }
}
