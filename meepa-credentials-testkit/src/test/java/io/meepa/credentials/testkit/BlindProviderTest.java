package io.meepa.credentials.testkit;

import io.meepa.credentials.spi.CredentialProvider;
import java.util.Map;

/** A provider that can neither repeat nor find passes if it asks a person. */
final class BlindProviderTest extends CredentialProviderContract {

    private final Kiosk kiosk = new Kiosk();

    @Override
    protected CredentialProvider provider() {
        return new BlindProvider(kiosk);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    protected Upstream upstream() {
        return kiosk;
    }
}
