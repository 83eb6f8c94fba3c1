package io.meepa.credentials.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PluginDefaultsTest {

    private final CredentialIssuer issuer = new Least();

    @Test
    void promisesNothingThatAnIssuerDoesNotSay() {
        AgentCredential credential = AgentCredential.login("x").build();

        assertThat(issuer.unavailable()).isEmpty();
        assertThat(issuer.preview(request())).isEmpty();
        assertThat(issuer.verify(credential, request())).isEqualTo(Verification.unknown());
        assertThat(issuer.inventory("acme")).isEmpty();
        assertThat(issuer.repair(credential, request())).isEqualTo(Verification.unknown());
        assertThatThrownBy(issuer::rotation)
                .isInstanceOf(ProviderUnsupportedException.class)
                .hasMessageContaining("deprovision");
        assertThatThrownBy(issuer::refresh)
                .isInstanceOf(ProviderUnsupportedException.class)
                .hasMessageContaining("by hand");
        issuer.close();
    }

    @Test
    void injectsNothingThatAProviderDoesNotName() {
        assertThat(new LeastProvider().variables()).isEmpty();
    }

    private static IssueRequest request() {
        return new IssueRequest(
                AgentId.of("meepa"),
                Category.LOGIN,
                new Tag("acme.meepa.login.1"),
                AgentProfile.none(),
                Optional.empty(),
                new Refusing());
    }

    private record Refusing() implements Checkpoint {

        @Override
        public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void gone(UpstreamResource resource) {
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
            return new Capabilities(
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
