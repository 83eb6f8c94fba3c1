package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.report.DoctorReport.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration asks for in vain is reported. */
class ConfigurationFindingsTest {

    private static final String INJECT = "agent_defaults: {image_config: {inject_credentials_env: true}}\n";

    @TempDir
    private Path folder;

    private List<Finding> warnings(String yaml) {
        return Host.writing(folder, yaml).read().warnings();
    }

    @ParameterizedTest
    @DisplayName("F-306: a file without our section")
    @ValueSource(strings = {"", "# nothing", "gateway: {port: 1}", "credentials:", "agents: []"})
    void reportsAFileThatSaysNothingToUs(String yaml) {
        assertThat(warnings(yaml)).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("nothing-configured");
            assertThat(warning.message())
                    .contains("config.yaml: has neither a section credentials nor agents")
                    .doesNotContain("did you mean");
        });
    }

    @Test
    @DisplayName("F-306: a misspelt section is named")
    void reportsAMisspeltSection() {
        assertThat(warnings("Credentials: {enabled: true}"))
                .singleElement()
                .satisfies(warning ->
                        assertThat(warning.message()).endsWith("did you mean credentials where it says Credentials?"));
    }

    @Test
    void isSilentWhereSomethingIsSaid() {
        assertThat(warnings("agents: [{id: meepa}]")).isEmpty();
        assertThat(warnings("credentials: {enabled: false}")).isEmpty();
        assertThat(Host.withoutFile().read().warnings()).isEmpty();
        assertThat(Host.writing(folder, "")
                        .set("credentials.enabled", true)
                        .read()
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @DisplayName("F-702: grants that cannot reach anybody")
    @CsvSource(
            delimiter = '|',
            value = {
                "login/github#token | '' | reach no tool while agent_defaults.image_config.inject_credentials_env is false",
                "{item: login/github#token, agents: [mepa]} | on | GITHUB_TOKEN is for agents that the configuration does not list",
                "{item: login/github#token, agents: []} | on | GITHUB_TOKEN is for no agent",
                "{item: login/github#token, tools: []} | on | GITHUB_TOKEN is for no tool"
            })
    void reportsGrantsThatReachNobody(String grant, String inject, String why) {
        String yaml = "agents: [{id: meepa}]\ncredentials: {environment: {grants: {GITHUB_TOKEN: " + grant + "}}}\n"
                + (inject.isEmpty() ? "" : INJECT);
        assertThat(warnings(yaml)).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("unreached-grant");
            assertThat(warning.message()).contains(why);
        });
    }

    @Test
    void isSilentAboutGrantsThatReachSomebody() {
        assertThat(warnings("agents: [{id: meepa}]\n" + INJECT
                        + "credentials: {environment: {grants: {A: {item: a/b#c, agents: [meepa, other]}, B: a/b#c}}}"))
                .isEmpty();
        // A host that lists nobody names its agents in code.
        assertThat(warnings(INJECT + "credentials: {environment: {grants: {A: {item: a/b#c, agents: [meepa]}}}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @DisplayName("F-705: a plug-in of ours that is not on the path is named with its artefact")
    @CsvSource({
        "credentials.email.provider, agentmail, meepa-provider-agentmail",
        "credentials.email.provider, google_workspace, meepa-provider-gworkspace",
        "credentials.credit_card.provider, privacy_com, meepa-provider-privacy",
        "credentials.credential_store.provider, postgres, meepa-store-postgres",
        "credentials.credential_store.provider, sops, meepa-store-sops"
    })
    void namesTheArtefactToAdd(String key, String id, String artifact) {
        KnownPlugins none = new KnownPlugins(Set.of(), Map.of());
        Host host = Host.withoutFile().knowing(none).set("credentials.credential_store.provider", "none");
        assertThat(host.set(key, id).refusal())
                .isEqualTo("set in code: " + key + " names " + id + ", which is not on the class path: add"
                        + " io.meepa:" + artifact + " to the run-time path");
    }

    @Test
    @DisplayName("F-705: settings of an agent, too, when they are for a plug-in of ours that is not on the path")
    void namesTheArtefactThatAnAgentsSettingsNeed() {
        KnownPlugins none = new KnownPlugins(Set.of(), Map.of());
        assertThat(Host.withoutFile()
                        .knowing(none)
                        .set("credentials.credential_store.provider", "none")
                        .set("agents.meepa.identity.oauth.services", List.of("github"))
                        .refusal())
                .isEqualTo("set in code: agents.meepa.identity.oauth is of a plug-in that is not on the class path: add"
                        + " io.meepa:meepa-provider-oauth to the run-time path");
    }

    @Test
    @DisplayName("F-705: the default store, too, and a misspelt id still gets the nearest name")
    void distinguishesATypoFromAMissingJar() {
        KnownPlugins none = new KnownPlugins(Set.of(), Map.of());
        assertThat(Host.withoutFile().knowing(none).refusal()).contains("add io.meepa:meepa-store-sops");
        assertThat(Host.withoutFile()
                        .set("credentials.email.provider", "agentmial")
                        .refusal())
                .contains("did you mean agentmail?")
                .doesNotContain("io.meepa:");
    }
}
