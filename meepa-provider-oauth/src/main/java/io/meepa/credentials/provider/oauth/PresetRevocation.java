package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import io.meepa.credentials.provider.oauth.protocol.token.Revocation;
import io.meepa.credentials.provider.oauth.service.ServiceClient;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import java.time.Clock;
import java.util.Optional;

/** Takes the tokens of connections back as the presets describe it. */
final class PresetRevocation {

    private final ConfiguredServices services;
    private final Clock clock;

    PresetRevocation(ConfiguredServices services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    RevocationResult revoke(RevokeRequest request) {
        Preset preset = services.required(request.service()).preset();
        if (preset.revoke().isEmpty()) {
            return RevocationResult.unsupported(
                    preset.title() + " has no way to take a token back: end it in the account's settings");
        }
        Optional<AgentCredential> kept = request.credential();
        if (kept.isEmpty()) {
            return RevocationResult.unsupported("no token of " + preset.title() + " was kept to take back");
        }
        Optional<String> gave = kept.get().metadata().text(MetadataKeys.ISSUER);
        if (gave.isPresent() && !gave.equals(preset.issuer())) {
            return RevocationResult.unsupported(
                    gave.get() + " gave the token, and the configuration names another server: end it there");
        }
        return services.with(request.service(), request.guard(), client -> taken(client, kept.get()));
    }

    private RevocationResult taken(ServiceClient client, AgentCredential kept) {
        RevokeRules rules = client.preset().revoke().orElseThrow();
        if (!TokenServers.allow(kept, rules.address())) {
            return RevocationResult.unsupported(client.preset().title()
                    + ": its metadata names another server for taking tokens back since the sign-in: end it there");
        }
        for (RevokeRules.TokenKind kind : rules.tokens()) {
            String key = kind == RevokeRules.TokenKind.REFRESH_TOKEN ? ItemKeys.REFRESH_TOKEN : ItemKeys.ACCESS_TOKEN;
            Optional<Secret> token = kept.item(key).map(CredentialItem::value).filter(value -> !value.isEmpty());
            token.ifPresent(value -> requireGone(client, client.revoke(kind, value)));
        }
        return RevocationResult.revoked(
                Evidence.shown(clock.instant(), "ask " + client.preset().title() + " to end the tokens: done"));
    }

    private static void requireGone(ServiceClient client, Revocation.Outcome outcome) {
        String title = client.preset().title();
        switch (outcome) {
            case GONE -> {}
            case AGAIN ->
                throw new ProviderUnavailableException(title + " did not take the token back: it is asked again");
            case REFUSED ->
                throw new ProviderRejectedException(
                        title + " refused to take the token back: check the app's id and secret");
        }
    }
}
