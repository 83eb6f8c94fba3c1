package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.service.AppRegistration;
import io.meepa.credentials.provider.oauth.service.DiscoveredPreset;
import io.meepa.credentials.provider.oauth.service.HttpExchange;
import io.meepa.credentials.provider.oauth.service.ServerDiscovery;
import io.meepa.credentials.provider.oauth.service.ServiceClient;
import io.meepa.credentials.provider.oauth.setting.SigningSource;
import io.meepa.credentials.provider.support.AddressPolicy;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The configured services, and clients of them: one per use, since it holds the app's secret. */
final class ConfiguredServices {

    private final Map<String, ConfiguredService> services;
    private final ApiClient http;
    private final AddressPolicy addresses;
    private final ServerDiscovery discovery;
    private final Clock clock;
    private final RandomGenerator random;

    ConfiguredServices(
            Map<String, ConfiguredService> services,
            ApiClient http,
            AddressPolicy addresses,
            ServerDiscovery discovery,
            ProviderContext context) {
        this.services = Map.copyOf(services);
        this.http = http;
        this.addresses = addresses;
        this.discovery = discovery;
        this.clock = context.clock();
        this.random = context.random();
    }

    Set<String> names() {
        return services.keySet();
    }

    ConfiguredService required(String service) {
        return Optional.ofNullable(services.get(service))
                .orElseThrow(() -> new ProviderUnsupportedException(
                        service + " is not configured below credentials.connections: configure it to go on"));
    }

    Optional<ConfiguredService> find(String service) {
        return Optional.ofNullable(services.get(service));
    }

    /** Uses a client, whose secret is read for this use and wiped after it. */
    <T> T with(String service, CallGuard guard, Function<ServiceClient, T> use) {
        ConfiguredService configured = required(service);
        Optional<Secret> secret = configured.app().secret();
        try {
            AppRegistration app = new AppRegistration(
                    configured.app().id(), secret, configured.signing().map(SigningSource::key));
            HttpExchange exchange =
                    HttpExchange.over(http, uri -> address(configured, uri)).guarded(guard);
            return use.apply(client(configured, discovered(configured.preset(), guard), app, exchange));
        } finally {
            secret.ifPresent(Secret::close);
        }
    }

    private ServiceClient client(
            ConfiguredService configured, Preset preset, AppRegistration app, HttpExchange exchange) {
        try {
            return ServiceClient.of(preset, app, configured.options(), exchange, clock, random);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "credentials.connections: " + configured.preset().service() + ": " + e.getMessage());
        }
    }

    /** Returns the preset with the addresses that its server publishes, where it leaves them to it. */
    private Preset discovered(Preset preset, CallGuard guard) {
        if (!preset.discovery()) {
            return preset;
        }
        try {
            return DiscoveredPreset.of(preset, discovery.of(preset.issuer().orElseThrow(), guard));
        } catch (IllegalArgumentException e) {
            throw new ProviderRejectedException(preset.title() + ": " + e.getMessage());
        }
    }

    /** Addresses that come with the library are as trusted as its code; those of the host's files are checked. */
    private BaseUrl address(ConfiguredService configured, URI uri) {
        return configured.shipped() ? BaseUrl.of(uri.toString()) : BaseUrl.discovered(uri.toString(), addresses);
    }
}
