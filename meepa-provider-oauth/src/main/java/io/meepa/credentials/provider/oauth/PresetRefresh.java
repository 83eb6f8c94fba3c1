package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.ErrorRules;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.RefreshRules;
import io.meepa.credentials.provider.oauth.protocol.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.TokenSet;
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
        return LostAnswers.repetition(
                services.required(request.service()).preset().refresh());
    }

    @Override
    public Refreshed refresh(RefreshRequest request) {
        Preset preset = services.required(request.service()).preset();
        Secret refreshToken = request.source()
                .item(ItemKeys.REFRESH_TOKEN)
                .map(CredentialItem::value)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        ProviderRejectedException.definitive(preset.title() + " gave no refresh token: sign in again"));
        return services.with(request.service(), request.guard(), client -> {
            Instant asked = clock.instant();
            TokenAnswer answer = answered(client, preset, refreshToken);
            if (answer instanceof TokenAnswer.Granted granted) {
                try (TokenSet tokens = granted.tokens()) {
                    return refreshed(preset, request.source(), tokens, asked);
                }
            }
            throw refused(preset, answer);
        });
    }

    /** Where one refusal is not believed, it is asked once more: a refusal spent nothing. */
    private static TokenAnswer answered(ServiceClient client, Preset preset, Secret refreshToken) {
        TokenAnswer first = client.refresh(refreshToken);
        boolean again = preset.errors().definitiveAfter() > 1 && isDefinitive(preset, first);
        return again ? client.refresh(refreshToken) : first;
    }

    private static boolean isDefinitive(Preset preset, TokenAnswer answer) {
        return answer instanceof TokenAnswer.Refused refused
                && preset.errors().meaning(refused.error()) == ErrorRules.Meaning.DEFINITIVE;
    }

    private static RuntimeException refused(Preset preset, TokenAnswer answer) {
        return answer instanceof TokenAnswer.Refused refused && isDefinitive(preset, answer)
                ? ProviderRejectedException.definitive(
                        preset.title() + " refuses to renew the token (" + refused.error() + "): sign in again")
                : ConnectedReading.failure(preset, "refused to renew the token", answer);
    }

    private static Refreshed refreshed(Preset preset, AgentCredential stored, TokenSet tokens, Instant asked) {
        List<CredentialItem> items = new ArrayList<>(ConnectedReading.items(tokens));
        boolean lost = tokens.refreshToken().isEmpty()
                && preset.refresh().absentRefreshToken() == RefreshRules.AbsentToken.LOST;
        if (lost) {
            // The one that was sent is spent, and sending it once more could end what others have.
            items.add(new CredentialItem(ItemKeys.REFRESH_TOKEN, Secret.of(""), ItemType.API_TOKEN));
        }
        Refreshed refreshed = Refreshed.of(items).withMetadata(metadata(stored, tokens, asked));
        return ConnectedReading.end(preset, tokens, asked)
                .map(refreshed::expiringAt)
                .orElse(refreshed);
    }

    /** A service that grants less than before is shown to, not followed in silence. */
    private static Metadata metadata(AgentCredential stored, TokenSet tokens, Instant asked) {
        Metadata metadata = Metadata.empty();
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
        return lacking.isEmpty() ? metadata : metadata.with(MetadataKeys.SCOPE_MISSING, String.join(" ", lacking));
    }

    private static Set<String> scopes(AgentCredential stored, String name) {
        Set<String> scopes = new TreeSet<>();
        stored.metadata().text(name).ifPresent(text -> scopes.addAll(Arrays.asList(text.split(" "))));
        scopes.removeIf(String::isEmpty);
        return scopes;
    }
}
