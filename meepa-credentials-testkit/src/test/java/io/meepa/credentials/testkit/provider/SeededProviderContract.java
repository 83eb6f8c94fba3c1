package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.spi.provider.CredentialProvider;
import java.util.Map;

/** The contract on a provider with a bug; launched by a test, not found by the build. */
final class SeededProviderContract extends CredentialProviderContract {

    static volatile FakeKeyBug bug = FakeKeyBug.NONE;

    private final FakeKeyService kiosk = new FakeKeyService();

    @Override
    protected CredentialProvider provider() {
        return new FakeKeyProvider(kiosk, bug);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("key_env", FakeKeyProvider.VARIABLE, "region", "eu", "sandbox", true, "places", 7L);
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of(FakeKeyProvider.VARIABLE, FakeKeyService.OPERATOR.reveal());
    }

    @Override
    protected boolean registered() {
        return bug == FakeKeyBug.IS_NOT_REGISTERED;
    }

    @Override
    protected Upstream upstream() {
        return kiosk;
    }
}
