package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.provider.TokenRefreshContract;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.Map;

/** The contract on a provider with a bug; launched by a test, not found by the build. */
final class SeededTokenContract extends TokenRefreshContract {

    static volatile FakeTokenBug bug = FakeTokenBug.NONE;

    private final FakeTokenServer server = new FakeTokenServer();

    @Override
    protected CredentialProvider provider() {
        return new SeededTokenProvider(server, bug);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    protected Upstream upstream() {
        return server;
    }

    @Override
    protected AgentCredential source(CredentialIssuer issuer) {
        Secret refreshToken = Secret.of(FakeTokenServer.refreshToken(server.signIn()));
        return AgentCredential.token(FakeTokenProvider.ID)
                .item(ItemKeys.REFRESH_TOKEN, refreshToken, ItemType.API_TOKEN)
                .build();
    }

    @Override
    protected boolean accepts(Secret token) {
        return server.accepts(token);
    }
}
