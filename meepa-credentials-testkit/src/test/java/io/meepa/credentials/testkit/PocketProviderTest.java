package io.meepa.credentials.testkit;

import io.meepa.credentials.spi.CredentialProvider;
import java.util.Map;

/** A provider without an upstream passes what concerns it. */
final class PocketProviderTest extends CredentialProviderContract {

    @Override
    protected CredentialProvider provider() {
        return new PocketProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("number", "+15550100");
    }

    @Override
    protected Upstream upstream() {
        return Upstream.none();
    }
}
