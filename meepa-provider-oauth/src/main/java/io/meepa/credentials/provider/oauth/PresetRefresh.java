package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.rules.AppGrantRules;
import io.meepa.credentials.provider.oauth.preset.rules.ErrorRules;
import io.meepa.credentials.provider.oauth.preset.rules.RefreshRules;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.token.Introspection;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import io.meepa.credentials.provider.oauth.service.LostAnswers;
import io.meepa.credentials.provider.oauth.service.ServiceClient;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Renews the tokens of connections as the presets describe it. */
final class PresetRefresh implements TokenRefresh {

    private final ConfiguredServices services;
    private final Clock clock;

    PresetRefresh(ConfiguredServices services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    @Override
    public Repetition repetition(RefreshRequest request) {
        return grantedWithoutPerson(request)
                ? Repetition.REPEATABLE
                : LostAnswers.repetition(
                        services.required(request.service()).preset().refresh());
    }

    @Override
    public Refreshed refresh(RefreshRequest request) {
        Preset preset = services.required(request.service()).preset();
        requireSameServer(preset, request.source());
        return services.with(request.service(), request.guard(), open -> {
            requireKnownServer(open.preset(), request.source());
            ServiceClient client = request.source()
                    .item(ItemKeys.BOUND_KEY)
                    .map(item -> open.bound(DpopKey.of(item.value())))
                    .orElse(open);
            Instant asked = clock.instant();
            TokenAnswer answer = grantedWithoutPerson(request)
                    ? withoutPerson(client, request.source())
                    : answered(client, preset, refreshToken(preset, request.source()));
            if (answer instanceof TokenAnswer.Granted granted) {
                try (TokenSet tokens = granted.tokens()) {
                    return refreshed(client, request.source(), tokens, asked);
                }
            }
            throw refused(client, request.source(), answer);
        });
    }

    private static boolean grantedWithoutPerson(RefreshRequest request) {
        return request.source().metadata().text(MetadataKeys.GRANTED_BY).isPresent();
    }

    private static TokenAnswer withoutPerson(ServiceClient client, AgentCredential stored) {
        AppGrantRules rules = client.preset()
                .withoutPerson()
                .orElseThrow(() -> ProviderRejectedException.definitive(
                        client.preset().title() + " gives no token without a person any more: begin a sign-in"));
        return client.withoutPerson(rules, scopes(stored, MetadataKeys.SCOPE_GRANTED));
    }

    private static Secret refreshToken(Preset preset, AgentCredential stored) {
        return stored.item(ItemKeys.REFRESH_TOKEN)
                .map(CredentialItem::value)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        ProviderRejectedException.definitive(preset.title() + " gave no refresh token: sign in again"));
    }

    /** A refresh token goes to the server that gave it, whatever the configuration names since. */
    private static void requireSameServer(Preset preset, AgentCredential stored) {
        Optional<String> gave = stored.metadata().text(MetadataKeys.ISSUER);
        if (gave.isPresent() && !gave.equals(preset.issuer())) {
            throw ProviderRejectedException.definitive(preset.title() + ": the configuration names another server than "
                    + gave.get() + ", which gave the token: sign in again");
        }
    }

    /** Metadata may name another token endpoint since the sign-in, on behalf of a stranger who could change them. */
    private static void requireKnownServer(Preset preset, AgentCredential stored) {
        if (!TokenServers.allow(stored, preset.token().address().text())) {
            throw ProviderRejectedException.definitive(
                    preset.title() + ": its metadata names another token server since the sign-in: sign in again");
        }
    }

    private static TokenAnswer answered(ServiceClient client, Preset preset, Secret refreshToken) {
        TokenAnswer first = client.refresh(refreshToken);
        boolean again = preset.errors().definitiveAfter() > 1 && isDefinitive(preset, first);
        return again ? client.refresh(refreshToken) : first;
    }

    private static boolean isDefinitive(Preset preset, TokenAnswer answer) {
        return answer instanceof TokenAnswer.Refused refused
                && preset.errors().meaning(refused.error()) == ErrorRules.Meaning.DEFINITIVE;
    }

    private static RuntimeException refused(ServiceClient client, AgentCredential stored, TokenAnswer answer) {
        Preset preset = client.preset();
        return answer instanceof TokenAnswer.Refused refused
                        && (isDefinitive(preset, answer) || isDead(client, stored, refused))
                ? ProviderRejectedException.definitive(
                        preset.title() + " refuses to renew the token (" + refused.error() + "): sign in again")
                : ConnectedReading.failure(preset, "refused to renew the token", answer);
    }

    /** A refusal that the preset does not know is definitive if the service says that the refresh token is dead. */
    private static boolean isDead(ServiceClient client, AgentCredential stored, TokenAnswer.Refused refused) {
        if (client.preset()
                        .introspect()
                        .filter(rules ->
                                TokenServers.allow(stored, rules.address().text()))
                        .isEmpty()
                || client.preset().errors().meaning(refused.error()) != ErrorRules.Meaning.UNKNOWN) {
            return false;
        }
        try {
            return stored.item(ItemKeys.REFRESH_TOKEN)
                    .map(item -> client.introspect(item.value()))
                    .filter(state -> state == Introspection.State.INACTIVE)
                    .isPresent();
        } catch (ProviderException e) {
            return false;
        }
    }

    private static Refreshed refreshed(ServiceClient client, AgentCredential stored, TokenSet tokens, Instant asked) {
        Preset preset = client.preset();
        List<CredentialItem> items = new ArrayList<>(ConnectedReading.items(tokens));
        boolean lost = tokens.refreshToken().isEmpty()
                && preset.refresh().absentRefreshToken() == RefreshRules.AbsentToken.LOST;
        if (lost) {
            // The one that was sent is spent, and sending it once more could end what others have.
            items.add(new CredentialItem(ItemKeys.REFRESH_TOKEN, Secret.of(""), ItemType.API_TOKEN));
        }
        Refreshed refreshed = Refreshed.of(items)
                .withMetadata(account(client, stored, tokens, metadata(preset, stored, tokens, asked)));
        return ConnectedReading.end(preset, tokens, asked)
                .map(refreshed::expiringAt)
                .orElse(refreshed);
    }

    /** A service that grants less than before is shown to, not followed in silence. */
    private static Metadata metadata(Preset preset, AgentCredential stored, TokenSet tokens, Instant asked) {
        Metadata metadata = Metadata.empty();
        if (stored.metadata().text(MetadataKeys.SERVERS).isEmpty()) {
            metadata = ConnectedReading.metadata(preset, metadata);
        }
        if (tokens.refreshLifetime().isPresent()) {
            metadata = metadata.with(
                    MetadataKeys.REFRESH_EXPIRES_AT,
                    ConnectedReading.time(asked.plus(tokens.refreshLifetime().get())));
        }
        Optional<Set<String>> now = tokens.scopes().filter(scopes -> !scopes.isEmpty() && !scopes.contains("*"));
        if (now.isEmpty()) {
            return metadata;
        }
        Set<String> lacking = scopes(stored, MetadataKeys.SCOPE_GRANTED);
        lacking.addAll(scopes(stored, MetadataKeys.SCOPE_MISSING));
        lacking.removeAll(now.get());
        metadata = metadata.with(MetadataKeys.SCOPE_GRANTED, String.join(" ", new TreeSet<>(now.get())));
        boolean unchanged = lacking.isEmpty()
                && stored.metadata().text(MetadataKeys.SCOPE_MISSING).isEmpty();
        return unchanged ? metadata : metadata.with(MetadataKeys.SCOPE_MISSING, String.join(" ", lacking));
    }

    /** A sign-in after which the service did not say whose it was is named now. */
    private static Metadata account(ServiceClient client, AgentCredential stored, TokenSet tokens, Metadata metadata) {
        boolean unknown = stored.metadata()
                .text(MetadataKeys.CONNECTED_ACCOUNT_KEY)
                .filter(String::isEmpty)
                .isPresent();
        return unknown && TokenServers.allow(stored, client.preset().identity())
                ? ConnectedReading.account(client, tokens)
                        .map(account -> metadata.with(MetadataKeys.CONNECTED_ACCOUNT, account.label())
                                .with(MetadataKeys.CONNECTED_ACCOUNT_KEY, account.key()))
                        .orElse(metadata)
                : metadata;
    }

    private static Set<String> scopes(AgentCredential stored, String name) {
        Set<String> scopes = new TreeSet<>();
        stored.metadata().text(name).ifPresent(text -> scopes.addAll(Arrays.asList(text.split(" "))));
        scopes.removeIf(String::isEmpty);
        return scopes;
    }
}
