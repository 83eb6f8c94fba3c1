package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.spi.provider.Capabilities.Creation;

/** A service that can neither repeat nor find: after a lost answer the provider asks a person. */
final class UnrepeatableKeyProviderTest extends FakeKeyContract {

    UnrepeatableKeyProviderTest() {
        super(FakeKeyService.of(Creation.UNREPEATABLE));
    }
}
