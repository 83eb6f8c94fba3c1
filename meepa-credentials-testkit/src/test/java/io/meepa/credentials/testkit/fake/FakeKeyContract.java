package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.provider.CredentialProviderContract;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.Map;

/** The contract on the fake provider, over one kind of service. */
abstract class FakeKeyContract extends CredentialProviderContract {

    private final FakeKeyService service;

    FakeKeyContract(FakeKeyService service) {
        this.service = service;
    }

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
