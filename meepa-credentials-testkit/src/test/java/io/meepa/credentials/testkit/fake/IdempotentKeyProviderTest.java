package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.spi.provider.Capabilities.Creation;

/** A service that creates a box once for a tag. */
final class IdempotentKeyProviderTest extends FakeKeyContract {

    IdempotentKeyProviderTest() {
        super(FakeKeyService.of(Creation.IDEMPOTENT));
    }
}
