package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.provider.oauth.server.McpServers;
import io.meepa.credentials.provider.oauth.service.ServerDiscovery;
import io.meepa.credentials.provider.oauth.setting.RedirectUris;
import io.meepa.credentials.provider.support.AddressPolicy;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.CallOutcome;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.provider.support.Classified;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.ConsentFlow;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The configured services, opened. Immutable, thread-safe. */
final class OAuthIssuer implements CredentialIssuer {

    private static final String BY_PERSON = "agents are connected by a person: begin a sign-in with connections()";

    private final ApiClient http;
    private final ServerDiscovery discovery;
    private final ConfiguredServices services;
    private final McpServers servers;
    private final ConsentFlow flow;
    private final TokenRefresh refresh;
    private final PresetRevocation revocation;

    private OAuthIssuer(
            ApiClient http,
            ServerDiscovery discovery,
            ConfiguredServices services,
            McpServers servers,
            ConsentFlow flow,
            ProviderContext context) {
        this.http = http;
        this.discovery = discovery;
        this.services = services;
        this.servers = servers;
        this.flow = flow;
        this.refresh =
                new RoutedRefresh(new PresetRefresh(services, context.clock()), servers.refresh(), servers.names());
        this.revocation = new PresetRevocation(services, context.clock());
    }

    static List<SettingDescription> described() {
        return Stream.of(
                        RedirectUris.described(),
                        ServiceReader.described(),
                        McpServers.described(),
                        CallSettings.described())
                .flatMap(List::stream)
                .toList();
    }

    static List<SettingDescription> agentsDescribed() {
        return List.of(
                SettingDescription.of("services", SettingType.LIST, "the services that the agent may be connected to")
                        .withExample("[github]"));
    }

    static OAuthIssuer open(ProviderContext context) {
        Settings settings = context.settings();
        CallSettings calls = CallSettings.read(settings);
        AddressPolicy addresses = calls.addresses();
        ServiceReader reader = new ServiceReader(context, addresses.loopback());
        List<URI> redirects = RedirectUris.read(settings, addresses.loopback());
        ApiClient http = ApiClient.open(
                "the service",
                context,
                calls,
                () -> {
                    throw new IllegalStateException("every call names its own address");
                },
                error -> new Classified(CallOutcome.REFUSED, "", ""));
        ServerDiscovery discovery = ServerDiscovery.open(context, calls);
        ConfiguredServices services =
                new ConfiguredServices(reader.read(settings), http, addresses, discovery, context);
        McpServers servers = McpServers.open(context, calls, http, discovery);
        requireDistinct(settings, services.names(), servers.names());
        Set<String> known = names(services, servers);
        ConsentFlow flow = new RoutedConsentFlow(
                new PresetConsentFlow(services, redirects, context),
                servers.flow(),
                context.perAgent(agent -> allowed(agent, known)));
        return new OAuthIssuer(http, discovery, services, servers, flow, context);
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.of(BY_PERSON);
    }

    @Override
    public Issued issue(IssueRequest request) {
        return Issued.needsPerson("Connection", BY_PERSON);
    }

    @Override
    public Optional<TokenRefresh> refresh() {
        return Optional.of(refresh);
    }

    @Override
    public Optional<ConsentFlow> connecting() {
        return Optional.of(flow);
    }

    @Override
    public Set<String> furtherServices() {
        return names(services, servers);
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return servers.names().contains(request.service()) ? servers.revoke(request) : revocation.revoke(request);
    }

    @Override
    public void close() {
        servers.close();
        discovery.close();
        http.close();
    }

    private static void requireDistinct(Settings settings, Set<String> services, Set<String> servers) {
        for (String name : servers) {
            if (services.contains(name)) {
                throw settings.invalid(
                        "mcp_servers", "has " + name + ", which is one of services too: name it otherwise");
            }
        }
    }

    private static Set<String> names(ConfiguredServices services, McpServers servers) {
        Set<String> all = new TreeSet<>(services.names());
        all.addAll(servers.names());
        return all;
    }

    /** A name that leads nowhere is refused: nobody would learn why the agent cannot be connected. */
    private static Set<String> allowed(Settings agent, Set<String> known) {
        Set<String> allowed = Set.copyOf(agent.texts("services").orElse(List.of()));
        if (!known.containsAll(allowed)) {
            throw agent.invalid("services", "names a service that is not configured; there are " + known);
        }
        return allowed;
    }
}
