package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasTest {

    @TempDir
    private Path folder;

    private Host host(String yaml) {
        return Host.writing(folder, yaml);
    }

    @Test
    void followsAMergedSection() {
        Configuration configuration = host("""
                .quiet: &quiet
                  identity: {enabled: false, email_prefix: quiet}
                agents:
                  - <<: *quiet
                    id: a
                  - id: b
                    <<: [*quiet]
                    identity: {enabled: true}
                """).read();

        assertThat(configuration.agent(AgentId.of("a")).enabled()).isFalse();
        assertThat(configuration.agent(AgentId.of("a")).profile().emailPrefix()).contains("quiet");
        assertThat(configuration.agent(AgentId.of("b")).enabled()).isTrue();
        assertThat(configuration.agent(AgentId.of("b")).profile().emailPrefix()).isEmpty();
    }

    @Test
    void followsASection() {
        assertThat(host(".c: &c {enabled: true}\ncredentials: *c\n").read().enabled())
                .isTrue();
        assertThat(host(".c: &c\n  emial: {}\ncredentials: *c\n").refusal())
                .contains("config.yaml:2: credentials.emial");
    }

    @Test
    void refusesToMergeWhatIsNoSection() {
        assertThat(host("credentials:\n  <<: 5\n").refusal())
                .endsWith("config.yaml:2: credentials.<< merges what is no section; write the keys out");
    }

    @Test
    void refusesARing() {
        assertThat(host("credentials: &c {email: *c}").refusal())
                .contains("credentials.email refers to an anchor that is no section or list before it");
    }

    @Test
    void refusesABombWhereverItIs() {
        StringBuilder yaml = new StringBuilder("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 12; i++) {
            yaml.append("x").append(i).append(": &x").append(i).append(" [");
            yaml.append(("*x" + (i - 1) + ", ").repeat(10)).append("]\n");
        }

        assertThat(host(yaml.toString()).refusal()).contains("refers to anchors too often; write the values out");
    }

    @Test
    void refusesATowerOfAliases() {
        StringBuilder yaml = new StringBuilder("x0: &x0 [a]\n");
        for (int i = 1; i < 20_000; i++) {
            yaml.append("x%d: &x%d [*x%d]%n".formatted(i, i, i - 1));
        }

        assertThat(host(yaml.toString()).refusal()).contains("refers to anchors too often");
    }
}
