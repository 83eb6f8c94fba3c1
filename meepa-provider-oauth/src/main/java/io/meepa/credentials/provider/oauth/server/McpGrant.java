package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.resource.ResourceIdentifier;
import io.meepa.credentials.provider.oauth.protocol.token.IdToken;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.spi.call.Connected;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what an authorization server gave, for one app and one resource.
 *
 * @param server what people call the MCP server
 * @param app the app at its authorization server
 * @param asked the time before the request, from which lifetimes count
 */
record McpGrant(String server, ServerApp app, Instant asked) {

    /** Returns the tokens, which the caller closes. A token that is for another server is not kept. */
    TokenSet tokens(TokenAnswer answer) {
        if (app.isUnknownBy(answer)) {
            throw app.unknown(server);
        }
        if (!(answer instanceof TokenAnswer.Granted granted)) {
            throw failure(answer);
        }
        if (foreign(granted.tokens().accessToken())) {
            granted.tokens().close();
            throw new ProviderRejectedException(
                    server + ": " + app.issuer() + " gave a token for another server: it is not used");
        }
        return granted.tokens();
    }

    /** Returns the connection of a person's sign-in. Whose it is, an MCP server has no way to say. */
    Connected connected(TokenSet tokens, Set<String> scopes, Optional<Secret> key) {
        Connected whose = Connected.withoutAccount(items(tokens, key));
        return completed(whose, tokens, scopes, metadata(tokens));
    }

    /** Returns the connection of the app itself. */
    Connected ofTheApp(TokenSet tokens, Set<String> scopes, Optional<Secret> key) {
        Connected own = Connected.of(items(tokens, key), app.clientId(), app.clientId());
        return completed(own, tokens, scopes, metadata(tokens).with(MetadataKeys.GRANTED_BY, "client_credentials"));
    }

    Optional<Instant> end(TokenSet tokens) {
        return tokens.lifetime().map(asked::plus);
    }

    static List<CredentialItem> items(TokenSet tokens) {
        List<CredentialItem> items = new ArrayList<>();
        items.add(item(ItemKeys.ACCESS_TOKEN, tokens.accessToken(), ItemType.API_TOKEN));
        tokens.refreshToken().ifPresent(token -> items.add(item(ItemKeys.REFRESH_TOKEN, token, ItemType.API_TOKEN)));
        return items;
    }

    /** What an answer without tokens means. Status and code are reported, no text of the server. */
    ProviderException failure(TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Refused refused) {
            return new ProviderRejectedException(
                    server + ": " + app.issuer() + " gave no token (" + refused.error() + ")");
        }
        if (answer instanceof TokenAnswer.Busy busy) {
            return new ProviderUnavailableException(
                    server + ": " + app.issuer() + " asks to wait (" + busy.status() + ")");
        }
        TokenAnswer.Unclear unclear = (TokenAnswer.Unclear) answer;
        return new ProviderIndeterminateException(server + ": " + unclear.reason() + " (" + unclear.status() + ")");
    }

    private Connected completed(Connected whose, TokenSet tokens, Set<String> scopes, Metadata metadata) {
        Set<String> granted = tokens.scopes().orElse(scopes);
        Set<String> missing = new LinkedHashSet<>(scopes);
        missing.removeAll(granted);
        missing.remove("offline_access"); // Many servers leave it out of what they granted.
        Connected connected = whose.granting(granted, missing).withMetadata(metadata);
        return end(tokens).map(connected::expiringAt).orElse(connected);
    }

    private List<CredentialItem> items(TokenSet tokens, Optional<Secret> key) {
        List<CredentialItem> items = items(tokens);
        key.ifPresent(secret -> items.add(item(ItemKeys.BOUND_KEY, secret, ItemType.OTHER)));
        items.add(new CredentialItem(ItemKeys.CLIENT, app.kept(), ItemType.OTHER));
        return items;
    }

    private Metadata metadata(TokenSet tokens) {
        Metadata metadata = Metadata.empty()
                .with(MetadataKeys.CLIENT_ID, app.clientId())
                .with(MetadataKeys.ISSUER, app.issuer())
                .with(MetadataKeys.RESOURCE, app.resource());
        return tokens.refreshLifetime()
                .map(lifetime -> metadata.with(
                        MetadataKeys.REFRESH_EXPIRES_AT,
                        asked.plus(lifetime).truncatedTo(ChronoUnit.SECONDS).toString()))
                .orElse(metadata);
    }

    /** A token is opaque, but one that says by itself that it is for other servers only must not reach this one. */
    private boolean foreign(Secret token) {
        try (AnswerNode claims = IdToken.claims(token)) {
            AnswerNode audience = claims.field("aud");
            List<String> named = audience.elements().isEmpty()
                    ? List.of(audience.clear())
                    : audience.elements().stream().map(AnswerNode::clear).toList();
            URI own = URI.create(app.resource());
            return named.stream().allMatch(text -> text.matches("https?://.+"))
                    && named.stream().noneMatch(text -> sameServer(text, own));
        }
    }

    private static boolean sameServer(String audience, URI own) {
        try {
            return ResourceIdentifier.sameOrigin(URI.create(audience), own);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static CredentialItem item(String key, Secret value, ItemType type) {
        return new CredentialItem(key, value.withBytes(Secret::copyOf), type);
    }
}
