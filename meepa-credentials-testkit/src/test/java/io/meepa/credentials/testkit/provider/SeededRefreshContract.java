package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import java.util.Map;

/** The contract on a provider with a bug; launched by a test, not found by the build. */
final class SeededRefreshContract extends TokenRefreshContract {

    static volatile FakeTokenBug bug = FakeTokenBug.NONE;

    private final FakeTokenServer office = new FakeTokenServer();

    @Override
    protected CredentialProvider provider() {
        return new FakeTokenProvider(office, bug);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    protected Upstream upstream() {
        return office;
    }

    @Override
    protected AgentCredential source(CredentialIssuer issuer) {
        return AgentCredential.token("tickets")
                .item(ItemKeys.REFRESH_TOKEN, office.signedIn(), ItemType.API_TOKEN)
                .build();
    }

    @Override
    protected boolean accepts(Secret token) {
        return office.accepts(token);
    }
}
