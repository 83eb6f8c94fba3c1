package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.provider.gworkspace.identity.GoogleIdentity;
import io.meepa.credentials.provider.gworkspace.identity.TokenCache;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.provider.gworkspace.token.TokenRequest;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.ApiEndpoint;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.ProviderContext;

/** The users of a domain, by the Directory API of the Admin SDK. */
final class Directory implements AutoCloseable {

    private final WorkspaceSettings settings;
    private final ProviderContext context;
    private final GoogleIdentity identity;
    private final TokenRequest admin;
    private final TokenCache<TokenRequest> cache;
    private final ApiClient client;

    Directory(WorkspaceSettings settings, ProviderContext context, GoogleIdentity identity) {
        this.settings = settings;
        this.context = context;
        this.identity = identity;
        this.admin = settings.adminToken();
        this.cache = new TokenCache<>(context.clock());
        this.client = ApiClient.open("Google Workspace", context, settings.calls(), this::grant, new DirectoryErrors());
    }

    DirectoryRun begin(CallGuard guard) {
        return new DirectoryRun(client.begin(guard), settings, context.random(), () -> cache.forget(admin));
    }

    @Override
    public void close() {
        cache.close();
        client.close();
        identity.close();
    }

    private ApiEndpoint.Grant grant() {
        AccessToken token = cache.get(admin, () -> identity.tokens().accessToken(admin));
        return ApiEndpoint.Grant.bearer(settings.base(), token.value());
    }
}
