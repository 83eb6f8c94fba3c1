package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void needsNoFile() {
        Configuration configuration = Host.withoutFile()
                .set("credentials.enabled", true)
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "agentmail")
                .set("credentials.email.agentmail.api_key_env", "MAIL")
                .read();

        assertThat(configuration.provisions(AgentId.of("any"), Category.EMAIL)).isTrue();
        assertThat(configuration.categories().get(0).settings().text("api_key_env"))
                .contains("MAIL");
    }

    @Test
    void beatsTheFileKeyByKey() {
        Configuration configuration = Host.writing(folder, """
                        credentials:
                          enabled: false
                          namespace: file
                        agents:
                          - id: a
                            identity: {email_prefix: file, credit_card_spend_limit: 1}
                        """)
                .set("credentials.enabled", true)
                .set("agents.a.identity.email_prefix", "code")
                .read();

        assertThat(configuration.enabled()).isTrue();
        assertThat(configuration.namespace()).isEqualTo("file");
        assertThat(configuration.agents()).hasSize(1);
        assertThat(configuration.agents().get(0).profile().emailPrefix()).contains("code");
        assertThat(configuration.agents().get(0).profile().spendLimitCents()).hasValue(1);
    }

    @Test
    void addsAgentsAfterTheFiles() {
        Configuration configuration = Host.writing(folder, "agents: [{id: b}]")
                .set("agents.a.identity.enabled", false)
                .set("agents", List.of(Map.of("id", "c", "identity", Map.of("email_prefix", "x"))))
                .set("agents.d", Map.of("identity", Map.of("phone_number", "+15550100000")))
                .read();

        assertThat(configuration.agents())
                .extracting(agent -> agent.id().value())
                .containsExactly("b", "a", "c", "d");
        assertThat(configuration.agents().get(1).enabled()).isFalse();
        assertThat(configuration.agents().get(2).profile().emailPrefix()).contains("x");
        assertThat(configuration.agents().get(3).profile().phoneNumber()).contains("+15550100000");
    }

    @ParameterizedTest
    @CsvSource({
        "'', agents.my.bot.identity.email_prefix, my.bot",
        "my.bot, agents.my.bot.identity.email_prefix, my.bot",
        "my, agents.my.identity.email_prefix, my",
        "'my, my.bot', agents.my.bot.identity.email_prefix, my.bot",
        "my.identity.bot, agents.my.identity.bot.identity.email_prefix, my.identity.bot",
    })
    void addressesAgentsWhoseIdsHaveDots(String listed, String path, String addressed) {
        List<Map<String, String>> agents = List.of(listed.split(", ", -1)).stream()
                .filter(id -> !id.isEmpty())
                .map(id -> Map.of("id", id))
                .toList();
        Configuration configuration = Host.writing(folder, "agents: " + yaml(agents))
                .set(path, "here")
                .read();

        assertThat(configuration.agent(AgentId.of(addressed)).profile().emailPrefix())
                .contains("here");
        assertThat(configuration.agents()).hasSize(Math.max(1, agents.size()));
    }

    private static String yaml(List<Map<String, String>> agents) {
        return agents.stream()
                .map(agent -> "{id: " + agent.get("id") + "}")
                .toList()
                .toString();
    }

    @Test
    void takesEveryKindOfValue() {
        Configuration configuration = Host.withoutFile()
                .set("credentials.lock_timeout", Duration.ofSeconds(7))
                .set("credentials.concurrency", 3)
                .set("credentials.credential_store.sops.key_file", folder)
                .set("credentials.credential_store.sops.unit", TimeUnit.DAYS)
                .set("credentials.credential_store.sops.recipients", Set.of("age1x"))
                .set("credentials.credential_store.sops.ratio", 0.5f)
                .read();

        assertThat(configuration.limits())
                .isEqualTo(
                        new Limits(Duration.ofSeconds(7), 3, Duration.ofHours(1), Duration.ofDays(7), Duration.ZERO));
        assertThat(configuration.store().settings().text("key_file")).contains(folder.toString());
        assertThat(configuration.store().settings().text("unit")).contains("DAYS");
        assertThat(configuration.store().settings().texts("recipients").orElseThrow())
                .containsExactly("age1x");
        assertThat(configuration.store().settings().unread())
                .containsExactly("credentials.credential_store.sops.ratio");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credential.enabled",
                "credentialsenabled",
                "enabled",
                "agent_defaults",
                "agent_defaults.image_config",
                "agent_defaults.image_config.inject_credentials",
                "agents.a.model",
                "",
            })
    void refusesWhatNobodyReads(String path) {
        assertThat(Host.withoutFile().set(path, "v4lue").refusal())
                .startsWith("set in code: ")
                .contains("is not a setting of Meepa Credentials")
                .doesNotContain("v4lue");
    }

    @Test
    void suggestsTheNearestPath() {
        assertThat(Host.withoutFile()
                        .set("agent_defaults.image_config.inject_credential_env", true)
                        .refusal())
                .endsWith("did you mean agent_defaults.image_config.inject_credentials_env?");
        assertThat(Host.withoutFile().set("credentials.emial.enabled", true).refusal())
                .isEqualTo("set in code: credentials.emial is not a setting of Meepa Credentials;"
                        + " did you mean email?");
        assertThat(Host.withoutFile().set("credentials..enabled", true).refusal())
                .startsWith("set in code: credentials has a key that is blank");
    }

    @Test
    void saysThatAWrongValueWasSetInCode() {
        assertThat(Host.writing(folder, "credentials: {enabled: true}")
                        .set("credentials.enabled", "v4lue")
                        .refusal())
                .isEqualTo("set in code: credentials.enabled must be true or false");
        assertThat(Host.withoutFile().set("agents.A.identity.enabled", true).refusal())
                .startsWith("set in code: agents has an agent whose id is not allowed");
        assertThat(Host.withoutFile().set("agents.a", true).refusal())
                .isEqualTo(
                        "set in code: agents.a is not a setting of Meepa Credentials; agents have agents.<id>.identity");
    }

    @Test
    void hidesNoFlawOfTheFile() {
        assertThat(Host.writing(folder, "credentials: {}\ncredentials: {enabled: true}\n")
                        .set("credentials.namespace", "code")
                        .refusal())
                .endsWith("config.yaml:2: credentials is given twice; keep one");
    }

    @Test
    void replacesAGrantInEitherForm() {
        Host host = Host.writing(folder, "credentials: {environment: {grants: {T: login/github#token}}}")
                .set("credentials.environment.grants.T", Map.of("item", "login/gitlab#token"));

        assertThat(host.read().handOver().grants())
                .extracting(grant -> grant.key().service())
                .containsExactly("gitlab");
    }

    @Test
    void refusesValuesThatAreNoSettings() {
        Map<String, Object> ring = new HashMap<>();
        ring.put("again", ring);
        Map<Object, Object> numbered = Map.of(1, "x");

        assertThat(Host.withoutFile()
                        .set("credentials.email.agentmail.api_key", Secret.of("v4lue"))
                        .refusal())
                .startsWith("set in code: credentials.email.agentmail.api_key must be a text, number, flag")
                .doesNotContain("v4lue");
        assertThat(Host.withoutFile().set("credentials.email", ring).refusal())
                .endsWith("is nested deeper than 64 levels; flatten it");
        assertThat(Host.withoutFile().set("credentials.email", numbered).refusal())
                .endsWith("credentials.email must have texts as keys");
    }

    @Test
    void switchesInjectionOn() {
        assertThat(Host.writing(folder, "agent_defaults: {image_config: {image: x}}")
                        .set("agent_defaults.image_config.inject_credentials_env", true)
                        .read()
                        .handOver()
                        .inject())
                .isTrue();
    }
}
