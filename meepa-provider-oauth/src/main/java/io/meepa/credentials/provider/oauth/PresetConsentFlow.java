package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.rules.AppGrantRules;
import io.meepa.credentials.provider.oauth.preset.rules.RefreshRules;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import io.meepa.credentials.provider.oauth.preset.rules.SharingRules;
import io.meepa.credentials.provider.oauth.protocol.authorization.AuthorizationRequest;
import io.meepa.credentials.provider.oauth.protocol.authorization.CallbackOutcome;
import io.meepa.credentials.provider.oauth.protocol.authorization.CallbackReading;
import io.meepa.credentials.provider.oauth.protocol.authorization.Pkce;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.service.ServiceClient;
import io.meepa.credentials.provider.oauth.setting.RedirectUris;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.Connected;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.ConsentStart;
import io.meepa.credentials.spi.consent.DevicePoll;
import io.meepa.credentials.spi.consent.DeviceStart;
import io.meepa.credentials.spi.provider.ConsentFlow;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.SharedFate;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Sign-ins as the presets describe them. */
final class PresetConsentFlow implements ConsentFlow {

    private final ConfiguredServices services;
    private final List<URI> redirects;
    private final Clock clock;
    private final DeviceConsents devices;
    private final SecureRandom random = new SecureRandom();

    PresetConsentFlow(ConfiguredServices services, List<URI> redirects, ProviderContext context) {
        this.services = services;
        this.redirects = List.copyOf(redirects);
        this.clock = context.clock();
        this.devices = new DeviceConsents(services, context.clock(), random);
    }

    @Override
    public Set<String> services() {
        return services.names();
    }

    @Override
    public Set<String> services(AgentId agent) {
        return services.names();
    }

    @Override
    public SharedFate sharedFate(String service) {
        return services.find(service)
                .map(ConfiguredService::preset)
                .map(PresetConsentFlow::fate)
                .orElse(SharedFate.NONE);
    }

    @Override
    public ConsentStart begin(ConsentRequest request) {
        URI redirect = RedirectUris.chosen(redirects, request.redirectUri());
        return services.with(request.service(), CallGuard.none(), client -> {
            Set<String> scopes = scopes(client, request);
            Optional<Secret> verifier = client.usesPkce() ? Optional.of(Pkce.verifier(random)) : Optional.empty();
            Map<String, Secret> kept = new LinkedHashMap<>();
            kept.put(Kept.REDIRECT, Secret.of(redirect.toString()));
            kept.put(Kept.SCOPES, Secret.of(String.join(" ", scopes)));
            kept.put(Kept.SERVER, Secret.of(server(client.preset())));
            verifier.ifPresent(secret -> kept.put(Kept.VERIFIER, secret));
            keepKey(client.preset(), kept);
            return new ConsentStart(
                    opened(client, client.authorization(redirect, scopes, request.state(), verifier)), kept);
        });
    }

    @Override
    public Connected complete(ConsentAnswer answer) {
        Instant asked = clock.instant();
        return services.with(answer.service(), answer.guard(), open -> {
            ServiceClient client = Kept.bound(open, answer.kept());
            // The code goes to the server that was recorded when the sign-in began, and to no other.
            if (!Kept.text(answer, Kept.SERVER).equals(server(client.preset()))) {
                throw new ConsentException(
                        ConsentException.Reason.OTHER_SERVER,
                        client.preset().title() + ": the configuration names another server since the sign-in began:"
                                + " begin again");
            }
            try (Secret code = code(client, answer.callback())) {
                return new ConnectedReading(client, asked, Kept.scopes(answer), answer.kept())
                        .of(client.exchange(
                                code,
                                Optional.ofNullable(answer.kept().get(Kept.VERIFIER)),
                                URI.create(Kept.text(answer, Kept.REDIRECT))));
            }
        });
    }

    @Override
    public DeviceStart beginOnDevice(ConsentRequest request) {
        return devices.begin(request, client -> scopes(client, request));
    }

    @Override
    public DevicePoll poll(ConsentAnswer answer) {
        return devices.poll(answer);
    }

    @Override
    public Connected connect(ConsentRequest request) {
        Instant asked = clock.instant();
        return services.with(request.service(), request.guard(), open -> {
            AppGrantRules rules = open.preset()
                    .withoutPerson()
                    .orElseThrow(() -> new ProviderUnsupportedException(
                            open.preset().title() + " gives no token without a person: begin a sign-in"));
            Set<String> scopes = new LinkedHashSet<>(scopes(open, request));
            scopes.removeAll(open.preset().scopes().forRefreshToken());
            Map<String, Secret> kept = new LinkedHashMap<>();
            keepKey(open.preset(), kept);
            ServiceClient client = Kept.bound(open, kept);
            return new ConnectedReading(client, asked, scopes, kept).withoutPerson(rules, alone(client, rules, scopes));
        });
    }

    private static TokenAnswer alone(ServiceClient client, AppGrantRules rules, Set<String> scopes) {
        try {
            return client.withoutPerson(rules, scopes);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "credentials.connections: " + client.preset().service() + ": " + e.getMessage());
        }
    }

    private URI opened(ServiceClient client, AuthorizationRequest request) {
        try {
            return client.opened(request);
        } catch (IllegalArgumentException e) {
            throw new ProviderRejectedException(client.preset().title() + ": " + e.getMessage());
        }
    }

    private void keepKey(Preset preset, Map<String, Secret> kept) {
        if (preset.token().bound()) {
            kept.put(Kept.BOUND_KEY, DpopKey.create(random).kept());
        }
    }

    private Set<String> scopes(ServiceClient client, ConsentRequest request) {
        Set<String> wanted =
                new LinkedHashSet<>(services.required(request.service()).scopes());
        if (wanted.isEmpty()) {
            wanted.addAll(client.preset().scopes().least());
        }
        wanted.addAll(request.scopes());
        return client.scopes(wanted);
    }

    private static Secret code(ServiceClient client, CallbackParameters callback) {
        CallbackOutcome outcome = CallbackReading.of(callback).outcome(client.expectedIssuer());
        String title = client.preset().title();
        if (outcome instanceof CallbackOutcome.Code code) {
            return code.code();
        }
        if (outcome instanceof CallbackOutcome.Denied denied) {
            throw new ConsentException(ConsentException.Reason.DENIED, title + ": " + denied.error());
        }
        if (outcome instanceof CallbackOutcome.WrongIssuer wrong) {
            throw new ConsentException(
                    ConsentException.Reason.OTHER_SERVER,
                    title + ": the answer is from " + wrong.received().orElse("a server that does not name itself")
                            + ", and " + wrong.expected().orElse("another") + " was asked");
        }
        throw new ConsentException(
                ConsentException.Reason.MALFORMED, title + ": the answer has neither code nor error");
    }

    private static String server(Preset preset) {
        String address = preset.token().address().text();
        return TokenServers.of(preset).map(servers -> address + " " + servers).orElse(address);
    }

    private static SharedFate fate(Preset preset) {
        boolean together = preset.revoke()
                .filter(revoke -> revoke.ends() != RevokeRules.Ends.TOKEN)
                .isPresent();
        SharingRules sharing = preset.sharing();
        return new SharedFate(
                together || sharing.secondSignIn() == SharingRules.SecondSignIn.ONE_GRANT,
                preset.refresh().replayEnds() == RefreshRules.ReplayEnds.PERSON_AND_APP,
                sharing.secondSignIn() != SharingRules.SecondSignIn.INDEPENDENT,
                sharing.tokensPerPerson().map(OptionalInt::of).orElseGet(OptionalInt::empty));
    }
}
