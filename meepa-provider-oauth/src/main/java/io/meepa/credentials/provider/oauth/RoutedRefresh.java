package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.util.Set;

/**
 * Leads each service to its kind of renewal.
 *
 * @param presets renews all but those of the servers
 * @param servers renews those of MCP servers
 * @param names the MCP servers
 */
record RoutedRefresh(TokenRefresh presets, TokenRefresh servers, Set<String> names) implements TokenRefresh {

    @Override
    public Repetition repetition(RefreshRequest request) {
        return of(request).repetition(request);
    }

    @Override
    public Refreshed refresh(RefreshRequest request) {
        return of(request).refresh(request);
    }

    private TokenRefresh of(RefreshRequest request) {
        return names.contains(request.service()) ? servers : presets;
    }
}
