package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meepa.credentials.core.config.grant.Grant;
import io.meepa.credentials.core.config.grant.HandOver;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandOverTest {

    private static final CredentialKey GITHUB = CredentialKey.of(Category.LOGIN, "github");

    @TempDir
    private Path folder;

    private Host environment(String members) {
        return Host.writing(folder, "credentials:\n  environment:\n    " + members + "\n");
    }

    @Test
    @DisplayName("M-61a an item is granted to every agent under a variable's name")
    void grantsAnItem() {
        assertThat(environment("grants: {GITHUB_TOKEN: login/github#token}")
                        .read()
                        .handOver()
                        .grants())
                .containsExactly(new Grant("GITHUB_TOKEN", GITHUB, "token", Optional.empty(), Optional.empty()));
    }

    @Test
    @DisplayName("M-62 a grant may be narrowed to agents and tools")
    void narrowsAGrant() {
        assertThat(environment("grants: {T: {item: login/github#token, name: Second, agents: [a, b], tools: bash}}")
                        .read()
                        .handOver()
                        .grants())
                .containsExactly(new Grant(
                        "T",
                        GITHUB.named("Second"),
                        "token",
                        Optional.of(Set.of(AgentId.of("a"), AgentId.of("b"))),
                        Optional.of(Set.of("bash"))));
    }

    @Test
    void grantsToNobodyIfTheListIsEmpty() {
        assertThat(environment("grants: {T: {item: login/github#token, agents: []}}")
                        .read()
                        .handOver()
                        .grants()
                        .get(0)
                        .agents())
                .contains(Set.of());
    }

    @Test
    void keepsTheFilesOrder() {
        assertThat(environment("grants: {B: a/b#c, A: a/b#c, C: a/b/d#c}")
                        .read()
                        .handOver()
                        .grants())
                .extracting(Grant::name, grant -> grant.key().toString())
                .containsExactly(tuple("B", "a/b"), tuple("A", "a/b"), tuple("C", "a/b/d"));
    }

    @Test
    @DisplayName("R14 an organisation's key is passed on by name only")
    void namesOrganisationKeys() {
        HandOver handOver = environment("organisation_keys: [AGENTMAIL_API_KEY, OTHER]")
                .read()
                .handOver();

        assertThat(handOver.organisationVariables()).containsExactlyInAnyOrder("AGENTMAIL_API_KEY", "OTHER");
        assertThat(handOver.inject()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "Path",
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "DYLD_INSERT_LIBRARIES",
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "_JAVA_OPTIONS",
                "HOME",
                "SHELL",
                "IFS",
                "BASH_ENV",
                "ENV",
                "NODE_OPTIONS",
                "PYTHONPATH",
                "PYTHONSTARTUP",
                "PERL5LIB",
                "PERL5OPT",
                "RUBYOPT",
                "GIT_SSH",
                "GIT_SSH_COMMAND",
                "GIT_EXTERNAL_DIFF",
                "MEEPA_HOME",
            })
    @DisplayName("M-61a a reserved name is refused")
    void refusesReservedNames(String variable) {
        String why = " names a reserved variable, one that steers programs; choose another name";

        assertThat(environment("grants: {" + variable + ": login/github#token}").refusal())
                .endsWith("config.yaml:3: credentials.environment.grants." + variable + why);
        assertThat(environment("organisation_keys: [" + variable + "]").refusal())
                .endsWith("config.yaml:3: credentials.environment.organisation_keys" + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grants: {1A: a/b#c} | grants.1A must name a variable with A-Z",
                "grants: {A-B: a/b#c} | grants.A-B must name a variable with A-Z",
                "grants: {A: a/b#c, A: a/b#d} | grants.A is given twice; keep one",
                "grants: {A: a/b#c, a: a/b#d} | grants.a gives a variable that is given above",
                "grants: {A: V} | grants.A must be category/service#item, such as login/github#token",
                "grants: {A: a/b} | grants.A must be category/service#item",
                "grants: {A: 'a/b#'} | grants.A must be category/service#item",
                "grants: {A: 'a/ #c'} | grants.A and its name must have parts of 1 to 128 characters",
                "grants: {A: [V]} | grants.A must be a text",
                "grants: {A: } | grants.A is required",
                "grants: V | grants must be a section",
                "grants: {A: {tools: V}} | grants.A.item is required",
                "grants: {A: {item: a/b#c, agents: [V/]}} | grants.A.agents lists what is no agent id",
                "grants: {A: {item: a/b#c, tool: V}} | grants.A.tool is not a setting of Meepa Credentials; did you",
                "organisation_keys: {V: 1} | organisation_keys must be a list of texts",
                "organisation_keys: [5] | organisation_keys must be a list of texts",
                "organisation_key: [V] | organisation_key is not a setting of Meepa Credentials; did you mean org",
            })
    void refuses(String members, String why) {
        assertThat(environment(members.replace("V", "c4n4ry")).refusal())
                .contains("config.yaml:3: credentials.environment." + why)
                .doesNotContain("c4n4ry");
    }

    @Test
    void refusesAVariableThatIsGrantedAndPassedOn() {
        assertThat(environment("grants: {A: a/b#c}\n    organisation_keys: [a]").refusal())
                .endsWith(
                        "config.yaml:4: credentials.environment.organisation_keys gives a variable that is given above,"
                                + " names taken without case; keep one");
    }
}
