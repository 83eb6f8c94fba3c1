package org.example.acme;

import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.provider.CredentialProviderContract;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The provider keeps every promise of a provider, and the capabilities that it declares. */
final class AcmeProviderTest extends CredentialProviderContract {

    private final AcmeServer server = AcmeServer.start();

    @Override
    protected CredentialProvider provider() {
        return new AcmeProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("base_url", server.address(), "api_key_env", "TEST_KEY");
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("TEST_KEY", AcmeServer.KEY);
    }

    @Override
    protected Upstream upstream() {
        return server;
    }

    @AfterEach
    void stopTheServer() {
        server.stop();
    }
}
