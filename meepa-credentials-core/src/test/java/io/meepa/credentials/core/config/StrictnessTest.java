package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("M-48 strict in our part, blind outside it")
class StrictnessTest {

    /** Stands for what must never be repeated. */
    private static final String CANARY = "c4n4ry-v4lue";

    @TempDir
    private Path folder;

    private String refusal(String yaml) {
        return Host.writing(folder, yaml).refusal();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "credentials: {enabled: V} | credentials.enabled must be true or false",
                "credentials: {enabled: 'true'} | credentials.enabled must be true or false",
                "credentials: {enabled: 1} | credentials.enabled must be true or false",
                "credentials: {enabled: yes} | credentials.enabled must be true or false",
                "credentials: V | credentials must be a section",
                "credentials: [V] | credentials must be a section",
                "credentials: {email: V} | credentials.email must be a section",
                "credentials: {email: {provider: V}} | credentials.email.provider names no known provider of email",
                "credentials: {email: {provider: [V]}} | credentials.email.provider must be a text",
                "credentials: {email: {provider: ''}} | credentials.email.provider must not be blank",
                "credentials: {email: {agentmail: V}} | credentials.email.agentmail must be a section",
                "credentials: {email: {agentmal: V}} | credentials.email.agentmal is not a setting of Meepa Credentials;"
                        + " did you mean agentmail?",
                "credentials: {email: {enabld: V}} | credentials.email.enabld is not a setting of Meepa Credentials;"
                        + " did you mean enabled?",
                "credentials: {login: {x: V}} | credentials.login is not a setting of Meepa Credentials",
                "credentials: {emial: } | credentials.emial is not a setting of Meepa Credentials; did you mean email?",
                "credentials: {credential_store: {provider: V}} | credentials.credential_store.provider names no known",
                "credentials: {credential_store: {sop: V}} | credentials.credential_store.sop is not a setting of"
                        + " Meepa Credentials; did you mean sops?",
                "credentials: {credential_store: {sops: V}} | credentials.credential_store.sops must be a section",
                "credentials: {credential_store: {memory: V}} | credentials.credential_store.memory must be a section",
                "credentials: {credential_store: {item_id: 5}} | credentials.credential_store.item_id must be a text",
                "credentials: {namespace: V_} | credentials.namespace must be 1 to 16 of a-z, 0-9 and '-'",
                "credentials: {namespace: a-name-of-17-long} | credentials.namespace must be 1 to 16 of",
                "credentials: {lock_timeout: V} | credentials.lock_timeout must be a period such as",
                "credentials: {lock_timeout: 0s} | credentials.lock_timeout must be longer than nothing",
                "credentials: {concurrency: 0} | credentials.concurrency must be between 1 and 256",
                "credentials: {concurrency: 257} | credentials.concurrency must be between 1 and 256",
                "credentials: {concurrency: V} | credentials.concurrency must be a whole number",
                "credentials: {concurrency: 99999999999999999999} | credentials.concurrency must be a whole number",
                "credentials: {enabled: true, enabled: V} | credentials.enabled is given twice; keep one",
                "credentials: {email: {agentmail: {a: 1, a: V}}} | credentials.email.agentmail.a is given twice",
                "credentials: {email: {agentmail: {a: !V x}}} | credentials.email.agentmail.a has a tag",
                "credentials: {email: {agentmail: {a: !!binary aGk=}}} | credentials.email.agentmail.a is binary",
                "credentials: {email: {agentmail: {a: *V}}} | credentials.email.agentmail.a refers to an anchor",
                "credentials: {email: {agentmail: {a: [V, ~]}}} | credentials.email.agentmail.a has an element without",
                "credentials: {email: {'': V}} | credentials.email has a key that is blank",
                "credentials: {email: {\"a\\u0085b\": V}} | credentials.email has a key that is blank, longer than",
                "agents: V | agents must be a list of sections, each with an id",
                "agents: {meepa: V} | agents must be a list of sections, each with an id",
                "agents: [V] | agents[0] must be a section with an id",
                "agents: [~] | agents[0] must be a section with an id",
                "agents: [*V] | agents[0] refers to an anchor that is no section or list before it",
                "agents: *V | agents refers to an anchor that is no section or list before it",
                "agents: [{id: *V}] | agents[0].id refers to an anchor that is no section or list before it",
                "agents: [{id: a, id: V}] | agents[0].id is given twice; keep one",
                "agents: [{id: a, identity: V}] | agents.a.identity must be a section",
                "agents: [{id: a, identity: {enabled: V}}] | agents.a.identity.enabled must be true or false",
                "agents: [{id: a, identity: {email_prefx: V}}] | agents.a.identity.email_prefx is not a setting of Meepa"
                        + " Credentials; did you mean email_prefix?",
                "agents: [{id: a, identity: {email_prefix: 7}}] | agents.a.identity.email_prefix must be a text",
                "agent_defaults: {image_config: {inject_credentials_env: V}} |"
                        + " agent_defaults.image_config.inject_credentials_env must be true or false",
                "agent_defaults: {image_config: *V} | agent_defaults.image_config.inject_credentials_env refers to an",
            })
    void refuses(String yaml, String why) {
        String message = refusal("\n" + yaml.replace("V", CANARY) + "\n");

        assertThat(message)
                .startsWith(folder.resolve("config.yaml") + ":2: " + why)
                .doesNotContain(CANARY)
                .doesNotContain("snakeyaml");
    }

    @Test
    void refusesAnEndlessKeyWithoutRepeatingIt() {
        assertThat(refusal("credentials: {email: {\"" + "k".repeat(129) + "\": 1}}"))
                .endsWith("credentials.email has a key that is blank, longer than 128 characters or not printable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway: {port: 1, port: 2}",
                "gateway: !vault x",
                "gateway: *nowhere",
                "gateway: {<<: *nowhere}",
                "agents: [{id: a, model: !x y, model: z, tools: *t}]",
                "agent_defaults: 5",
                "agent_defaults: {image_config: [1], other: {a: 1, a: 2}}",
                "credential: {enabled: true}",
                "'': 1",
            })
    void isBlindToTheRest(String yaml) {
        assertThatCode(() -> Host.writing(folder, yaml).read()).doesNotThrowAnyException();
    }
}
