package io.meepa.credentials.spi.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.Checkpoint;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PluginDefaultsTest {

    private static final Settings UNCONFIGURED =
            Settings.of("test", Map.of(), new Settings.Surroundings(key -> "test.yaml", name -> null));

    private final CredentialIssuer issuer = new Least();

    @Test
    void promisesNothingThatAnIssuerDoesNotSay() {
        AgentCredential credential = AgentCredential.login("x").build();

        assertThat(issuer.unavailable()).isEmpty();
        assertThat(issuer.preview(request())).isEmpty();
        assertThat(issuer.verify(credential, request())).isEqualTo(Verification.unknown());
        assertThat(issuer.inventory("acme")).isEmpty();
        assertThat(issuer.repair(credential, request())).isEqualTo(Verification.unknown());
        assertThat(issuer.rotation()).isEmpty();
        assertThat(issuer.refresh()).isEmpty();
        assertThat(issuer.suspension()).isEmpty();
        assertThat(issuer.account()).isEmpty();
        assertThat(issuer.furtherServices()).isEmpty();
        issuer.close();
    }

    @Test
    void injectsNothingThatAProviderDoesNotName() {
        assertThat(new LeastProvider().variables("least", UNCONFIGURED)).isEmpty();
    }

    @Test
    void servesItselfAndKeepsNothingForARevocationUnlessAProviderSaysSo() {
        assertThat(new LeastProvider().services()).containsExactly("least");
        assertThat(new LeastProvider().revocationKeep(Category.LOGIN, "least")).isEqualTo(RevocationKeep.nothing());
        assertThat(RevocationKeep.items("id", "key_id").items()).containsExactlyInAnyOrder("id", "key_id");
    }

    private static IssueRequest request() {
        return IssueRequest.of(
                AgentId.of("meepa"), Category.LOGIN, "least", new Tag("acme.meepa.login.1"), new Refusing());
    }

    private record Refusing() implements Checkpoint {

        @Override
        public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void gone(UpstreamResource resource, Evidence evidence) {
            throw new UnsupportedOperationException();
        }
    }

    private record Least() implements CredentialIssuer {

        @Override
        public Issued issue(IssueRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            throw new UnsupportedOperationException();
        }
    }

    private record LeastProvider() implements CredentialProvider {

        @Override
        public String id() {
            return "least";
        }

        @Override
        public Set<Category> categories() {
            return Set.of(Category.LOGIN);
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.of(
                    Capabilities.Creation.LOCAL,
                    Capabilities.SecretVisibility.NONE,
                    Capabilities.Revocation.UNSUPPORTED,
                    Capabilities.Cost.FREE);
        }

        @Override
        public CredentialIssuer open(ProviderContext context) {
            return new Least();
        }
    }
}
