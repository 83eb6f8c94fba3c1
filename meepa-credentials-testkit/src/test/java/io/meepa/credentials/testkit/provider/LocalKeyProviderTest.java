package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.spi.provider.CredentialProvider;
import java.util.Map;

/** A provider without an upstream passes what concerns it. */
final class LocalKeyProviderTest extends CredentialProviderContract {

    @Override
    protected CredentialProvider provider() {
        return new LocalKeyProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("number", "+15550100");
    }

    @Override
    protected boolean registered() {
        return false;
    }

    @Override
    protected Upstream upstream() {
        return Upstream.none();
    }
}
