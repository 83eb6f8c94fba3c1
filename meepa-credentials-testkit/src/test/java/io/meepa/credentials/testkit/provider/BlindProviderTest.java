package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.spi.provider.CredentialProvider;
import java.util.Map;

/** A provider that can neither repeat nor find passes if it asks a person. */
final class BlindProviderTest extends CredentialProviderContract {

    private final FakeKeyService kiosk = FakeKeyService.withoutKeys();

    @Override
    protected CredentialProvider provider() {
        return new BlindProvider(kiosk);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    protected boolean registered() {
        return false;
    }

    @Override
    protected Upstream upstream() {
        return kiosk;
    }
}
