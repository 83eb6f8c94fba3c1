package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.rules.AddressTemplate;
import io.meepa.credentials.provider.oauth.preset.rules.AuthorizeRules;
import io.meepa.credentials.provider.oauth.preset.rules.DeviceRules;
import io.meepa.credentials.provider.oauth.preset.rules.IdentityRules;
import io.meepa.credentials.provider.oauth.preset.rules.IntrospectRules;
import io.meepa.credentials.provider.oauth.preset.rules.PushRules;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import io.meepa.credentials.provider.oauth.preset.rules.TokenRules;
import io.meepa.credentials.provider.oauth.protocol.discovery.ServerMetadata;
import io.meepa.credentials.provider.oauth.protocol.discovery.ServerMetadata.Endpoint;
import java.net.URI;
import java.util.Optional;

/** Fills a preset with the addresses that its server publishes. What the preset names itself stays. */
public final class DiscoveredPreset {

    private final Preset preset;
    private final ServerMetadata metadata;

    private DiscoveredPreset(Preset preset, ServerMetadata metadata) {
        this.preset = preset;
        this.metadata = metadata;
    }

    /**
     * Returns a preset without missing addresses.
     *
     * @param preset the preset
     * @param metadata what the issuer publishes
     * @return the preset with the addresses
     * @throws IllegalArgumentException if an address is published nowhere, or the server does not take the proof key that
     *     the preset requires; the message names the field
     */
    public static Preset of(Preset preset, ServerMetadata metadata) {
        if (preset.authorize().pkce() == AuthorizeRules.Pkce.REQUIRED && !metadata.supportsPkce()) {
            throw new IllegalArgumentException("the server's metadata does not list S256, which is required");
        }
        return new DiscoveredPreset(preset, metadata).filled();
    }

    private Preset filled() {
        return new Preset(
                preset.service(),
                preset.title(),
                preset.documentation(),
                preset.issuer(),
                preset.discovery(),
                preset.issuerInAnswers() || metadata.expectedIssuer().promised(),
                preset.tenant(),
                preset.userAgentRequired(),
                preset.app(),
                authorize(preset.authorize()),
                preset.scopes(),
                token(preset.token()),
                preset.device().map(this::device),
                preset.revoke().map(this::revoke),
                preset.introspect().map(this::introspect),
                pushed(),
                preset.withoutPerson(),
                identity(preset.identity()),
                preset.refresh(),
                preset.errors(),
                preset.sharing(),
                preset.variables(),
                preset.requests(),
                preset.facts());
    }

    private AuthorizeRules authorize(AuthorizeRules rules) {
        return new AuthorizeRules(
                filled(rules.address(), Endpoint.AUTHORIZATION),
                rules.pkce(),
                rules.fixed(),
                rules.standard(),
                rules.codeLifetime());
    }

    private TokenRules token(TokenRules rules) {
        return new TokenRules(
                filled(rules.address(), Endpoint.TOKEN),
                rules.body(),
                rules.headers(),
                rules.successField(),
                rules.noEndFrom(),
                rules.accessLifetime(),
                rules.bound(),
                rules.chains());
    }

    private DeviceRules device(DeviceRules rules) {
        return new DeviceRules(
                filled(rules.address(), Endpoint.DEVICE),
                rules.addressField(),
                rules.hosts(),
                rules.refusals(),
                rules.scopes(),
                rules.secret(),
                rules.pkce(),
                rules.condition());
    }

    private RevokeRules revoke(RevokeRules rules) {
        return new RevokeRules(
                rules.method(),
                filled(new AddressTemplate(rules.address()), Endpoint.REVOCATION)
                        .text(),
                rules.form(),
                rules.body(),
                rules.headers(),
                rules.app(),
                rules.tokens(),
                rules.hint(),
                rules.done(),
                rules.ends());
    }

    private IntrospectRules introspect(IntrospectRules rules) {
        return new IntrospectRules(filled(rules.address(), Endpoint.INTROSPECTION), rules.body(), rules.headers());
    }

    /** A server that insists on pushed requests gets them, whether the preset says so or not. */
    private Optional<PushRules> pushed() {
        Optional<PushRules> rules = preset.pushed();
        boolean insists = rules.isEmpty() && metadata.pushedOnly();
        return (insists ? Optional.of(new PushRules(AddressTemplate.DISCOVERED)) : rules)
                .map(push -> new PushRules(filled(push.address(), Endpoint.PUSHED)));
    }

    private IdentityRules identity(IdentityRules rules) {
        return new IdentityRules(
                rules.source(),
                rules.method(),
                rules.address().map(address -> filled(address, Endpoint.USERINFO)),
                rules.headers(),
                rules.query(),
                rules.label(),
                rules.key(),
                rules.keyFrom());
    }

    private AddressTemplate filled(AddressTemplate address, Endpoint endpoint) {
        return address.equals(AddressTemplate.DISCOVERED)
                ? metadata.endpoint(endpoint)
                        .map(URI::toString)
                        .map(AddressTemplate::new)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the server's metadata has no " + endpoint.field() + ", which the preset relies on"))
                : address;
    }
}
