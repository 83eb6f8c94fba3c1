package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.spi.provider.Capabilities.Creation;

/** A service that shows keys again. */
final class RetrievableKeyProviderTest extends FakeKeyContract {

    RetrievableKeyProviderTest() {
        super(FakeKeyService.retrievable(Creation.FINDABLE));
    }
}
