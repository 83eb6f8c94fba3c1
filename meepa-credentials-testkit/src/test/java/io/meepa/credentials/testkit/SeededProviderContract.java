package io.meepa.credentials.testkit;

import io.meepa.credentials.spi.CredentialProvider;
import java.util.Map;

/** The contract on a provider with a bug; launched by a test, not found by the build. */
final class SeededProviderContract extends CredentialProviderContract {

    static volatile KioskBug bug = KioskBug.NONE;

    private final Kiosk kiosk = new Kiosk();

    @Override
    protected CredentialProvider provider() {
        return new KioskProvider(kiosk, bug);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("key_env", KioskProvider.VARIABLE, "region", "eu", "sandbox", true, "places", 7L);
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of(KioskProvider.VARIABLE, Kiosk.OPERATOR.reveal());
    }

    @Override
    protected Upstream upstream() {
        return kiosk;
    }
}
