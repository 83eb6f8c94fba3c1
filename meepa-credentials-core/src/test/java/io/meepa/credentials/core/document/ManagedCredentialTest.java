package io.meepa.credentials.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManagedCredentialTest {

    private static final String ISSUER = "https://login.example.com";

    @Test
    @DisplayName("a registration is forgotten only by its own issuer, under its own id")
    void isOfAnUnknownAppOnlyAtItsIssuer() {
        assertThat(isForgotten(refusal(ISSUER, "app-1"))).isTrue();
        assertThat(isForgotten(refusal(ISSUER + "/", "app-1"))).isFalse();
        assertThat(isForgotten(refusal("https://other.example", "app-1"))).isFalse();
        assertThat(isForgotten(refusal(ISSUER, "app-2"))).isFalse();
        assertThat(isForgotten(ProviderRejectedException.definitive("invalid_client")))
                .isFalse();
        assertThat(isForgotten(new IllegalStateException())).isFalse();
    }

    private static boolean isForgotten(RuntimeException failure) {
        AgentCredential connection = AgentCredential.token("tools")
                .item("access_token", Secret.of("canary-access"), ItemType.API_TOKEN)
                .metadata(Metadata.empty().with(MetadataKeys.ISSUER, ISSUER).with(MetadataKeys.CLIENT_ID, "app-1"))
                .build();
        return new ManagedCredential(connection).isOfUnknownApp(failure);
    }

    private static RuntimeException refusal(String issuer, String id) {
        return ProviderRejectedException.ofUnknownApp("gone", new ProviderRejectedException.App(issuer, id));
    }
}
