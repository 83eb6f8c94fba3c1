package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.provider.CredentialProviderContract;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.Map;

/** The contract on a provider with a bug; launched by a test, not found by the build. */
final class SeededKeyContract extends CredentialProviderContract {

    static volatile FakeKeyBug bug = FakeKeyBug.NONE;

    private final FakeKeyService service = FakeKeyService.of(Creation.FINDABLE);

    @Override
    protected CredentialProvider provider() {
        return bug == FakeKeyBug.IS_NOT_REGISTERED ? new FakeKeyProvider(service) : new SeededKeyProvider(service, bug);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("key_env", FakeKeyService.VARIABLE, "region", "eu", "sandbox", true, "places", 7L);
    }

    @Override
    protected Map<String, String> environment() {
        return service.environment();
    }

    @Override
    protected boolean keepsOneSecret() {
        return bug == FakeKeyBug.ENDS_THE_OLD_SECRET_FIRST;
    }

    @Override
    protected Upstream upstream() {
        return service;
    }
}
