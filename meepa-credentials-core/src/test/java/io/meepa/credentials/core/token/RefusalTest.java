package io.meepa.credentials.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    @DisplayName("Of why a renewal was refused, 200 characters are kept")
    void keepsTheBeginningOfAReason() {
        assertThat(kept("r".repeat(200))).isEqualTo("r".repeat(200));
        assertThat(kept("r".repeat(201))).isEqualTo("r".repeat(200));
    }

    private static String kept(String reason) {
        AgentCredential token = AgentCredential.token("github")
                .item("refresh_token", Secret.of("canary-refresh"), ItemType.API_TOKEN)
                .build();
        return Refusal.remembered(
                        token,
                        new CallFailure(new IllegalStateException(), CallFailure.Meaning.NOTHING_DONE, reason),
                        NOON)
                .metadata()
                .text(MetadataKeys.RECONNECT_REASON)
                .orElse("");
    }
}
