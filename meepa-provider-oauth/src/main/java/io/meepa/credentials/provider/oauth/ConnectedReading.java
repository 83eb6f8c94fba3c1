package io.meepa.credentials.provider.oauth;

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
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.rules.AppGrantRules;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import io.meepa.credentials.provider.oauth.service.Account;
import io.meepa.credentials.provider.oauth.service.GrantedScopes;
import io.meepa.credentials.provider.oauth.service.ServiceClient;
import io.meepa.credentials.spi.call.Connected;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the answer to a sign-in: whose the tokens are is found out before anything is kept of them.
 *
 * @param client the service
 * @param asked the time before the request, from which lifetimes count
 * @param scopes what was asked for
 * @param kept what the sign-in kept between its halves
 */
record ConnectedReading(ServiceClient client, Instant asked, Set<String> scopes, Map<String, Secret> kept) {

    Connected of(TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Granted granted) {
            try (TokenSet tokens = granted.tokens()) {
                return connected(tokens);
            }
        }
        throw failure(client.preset(), "refused the sign-in", answer);
    }

    Connected connected(TokenSet tokens) {
        return connected(tokens, account(client, tokens), metadata(tokens));
    }

    /** Reads a token that an app got without a person. Where the service names nobody, it is the app's own. */
    Connected withoutPerson(AppGrantRules rules, TokenAnswer answer) {
        if (!(answer instanceof TokenAnswer.Granted granted)) {
            throw failure(client.preset(), "gave no token to the app", answer);
        }
        try (TokenSet tokens = granted.tokens()) {
            Account account =
                    account(client, tokens).orElseGet(() -> new Account(client.clientId(), client.clientId()));
            Metadata metadata = metadata(tokens)
                    .with(MetadataKeys.GRANTED_BY, rules.grant().name().toLowerCase(Locale.ROOT));
            return connected(tokens, Optional.of(account), metadata);
        }
    }

    private Connected connected(TokenSet tokens, Optional<Account> account, Metadata metadata) {
        List<CredentialItem> items = new ArrayList<>(items(tokens));
        Optional.ofNullable(kept.get(Kept.BOUND_KEY))
                .ifPresent(key -> items.add(
                        new CredentialItem(ItemKeys.BOUND_KEY, key.withBytes(Secret::copyOf), ItemType.OTHER)));
        Connected whose = account.map(known -> Connected.of(items, known.label(), known.key()))
                .orElseGet(() -> Connected.withoutAccount(items));
        GrantedScopes granted =
                GrantedScopes.compare(scopes, tokens.scopes(), client.preset().scopes());
        Connected connected =
                whose.granting(granted.granted(), granted.missing()).withMetadata(metadata);
        return end(client.preset(), tokens, asked).map(connected::expiringAt).orElse(connected);
    }

    /** Asks whose the tokens are. They are worth more than the answer: a service that cannot say it now loses none. */
    static Optional<Account> account(ServiceClient client, TokenSet tokens) {
        try {
            return client.account(tokens);
        } catch (ProviderException e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> end(Preset preset, TokenSet tokens, Instant asked) {
        return tokens.lifetime().or(() -> preset.token().accessLifetime()).map(asked::plus);
    }

    static List<CredentialItem> items(TokenSet tokens) {
        List<CredentialItem> items = new ArrayList<>();
        items.add(item(ItemKeys.ACCESS_TOKEN, tokens.accessToken()));
        tokens.refreshToken().ifPresent(token -> items.add(item(ItemKeys.REFRESH_TOKEN, token)));
        return items;
    }

    static String time(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What a token answer without tokens means. Status and code are reported, no text of the service. */
    static ProviderException failure(Preset preset, String what, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Refused refused) {
            boolean ours = preset.errors().ours().contains(refused.error().code());
            return new ProviderRejectedException(preset.title() + " " + what + " (" + refused.error() + ")"
                    + (ours ? ": the app's id, secret or settings are wrong; no sign-in helps" : ""));
        }
        if (answer instanceof TokenAnswer.Busy busy) {
            return new ProviderUnavailableException(preset.title() + " asks to wait"
                    + busy.retryAfter()
                            .map(wait -> " " + wait.toSeconds() + " s")
                            .orElse("") + " (" + busy.status() + ")");
        }
        TokenAnswer.Unclear unclear = (TokenAnswer.Unclear) answer;
        return new ProviderIndeterminateException(
                preset.title() + ": " + unclear.reason() + " (" + unclear.status() + ")");
    }

    private Metadata metadata(TokenSet tokens) {
        Metadata metadata = Metadata.empty().with(MetadataKeys.CLIENT_ID, client.clientId());
        if (client.preset().issuer().isPresent()) {
            metadata =
                    metadata.with(MetadataKeys.ISSUER, client.preset().issuer().get());
        }
        metadata = metadata(client.preset(), metadata);
        return tokens.refreshLifetime().isPresent()
                ? metadata.with(
                        MetadataKeys.REFRESH_EXPIRES_AT,
                        time(asked.plus(tokens.refreshLifetime().get())))
                : metadata;
    }

    /** Returns the metadata with the servers that tokens may be sent to. */
    static Metadata metadata(Preset preset, Metadata metadata) {
        return TokenServers.of(preset)
                .map(servers -> metadata.with(MetadataKeys.SERVERS, servers))
                .orElse(metadata);
    }

    private static CredentialItem item(String key, Secret token) {
        return new CredentialItem(key, token.withBytes(Secret::copyOf), ItemType.API_TOKEN);
    }
}
