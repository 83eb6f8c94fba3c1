package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.provider.support.Access;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.spi.ProviderContext;

/** The users of a domain, by the Directory API of the Admin SDK. */
final class Directory implements AutoCloseable {

    private final WorkspaceSettings settings;
    private final ProviderContext context;
    private final AccessTokenSupplier tokens;
    private final TokenRequest admin;
    private final TokenCache<TokenRequest> cache;
    private final ApiClient client;

    Directory(WorkspaceSettings settings, ProviderContext context, AccessTokenSupplier tokens) {
        this.settings = settings;
        this.context = context;
        this.tokens = tokens;
        this.admin = settings.adminToken();
        this.cache = new TokenCache<>(context.clock());
        this.client = ApiClient.open("Google Workspace", context, settings.calls(), this::grant, new DirectoryErrors());
    }

    DirectoryRun begin() {
        return new DirectoryRun(client.begin(), settings, context.random(), () -> cache.forget(admin));
    }

    @Override
    public void close() {
        cache.close();
    }

    private Access.Grant grant() {
        AccessToken token = cache.get(admin, () -> tokens.accessToken(admin));
        return Access.Grant.bearer(settings.base(), token.value());
    }
}
