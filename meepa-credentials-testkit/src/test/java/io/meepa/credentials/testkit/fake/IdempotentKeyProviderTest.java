package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.provider.CredentialProviderContract;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.Map;

/** A service that creates a box once for a tag. */
final class IdempotentKeyProviderTest extends CredentialProviderContract {

    private final FakeKeyService service = FakeKeyService.of(Creation.IDEMPOTENT);

    @Override
    protected CredentialProvider provider() {
        return new FakeKeyProvider(service);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("key_env", FakeKeyService.VARIABLE);
    }

    @Override
    protected Map<String, String> environment() {
        return service.environment();
    }

    @Override
    protected boolean registered() {
        return false;
    }

    @Override
    protected Upstream upstream() {
        return service;
    }
}
