package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.provider.oauth.setting.AppSource;
import io.meepa.credentials.provider.oauth.setting.SigningSource;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * An MCP server of the configuration.
 *
 * @param name its name: the service of the connection
 * @param address where it is
 * @param scopes what to ask for; none for what the server says
 * @param issuer the one authorization server that is accepted, if the host names one
 * @param app the app's registration that the host made, if it made one
 * @param signing the app's key, if it has one
 * @param assertion what speaks for the app, if something does
 * @param document the address by which servers know the app, if the host serves such a document
 * @param rules what else the host decided
 */
record McpServer(
        String name,
        URI address,
        Set<String> scopes,
        Optional<String> issuer,
        Optional<AppSource> app,
        Optional<SigningSource> signing,
        Optional<AssertionSource> assertion,
        Optional<URI> document,
        Rules rules) {

    /** Copies the scopes. */
    McpServer {
        scopes = Set.copyOf(scopes);
    }

    /**
     * What the host decided.
     *
     * @param registering whether the app may register itself
     * @param bound whether tokens are bound to a key wherever the authorization server can do that
     * @param withoutPerson whether the app gets tokens for itself
     * @param undescribed whether the server may say nothing about itself, as in the revision of March 2025
     */
    record Rules(boolean registering, boolean bound, boolean withoutPerson, boolean undescribed) {}
}
