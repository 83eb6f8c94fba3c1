package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.discovery.ServerMetadata;
import io.meepa.credentials.provider.oauth.protocol.discovery.ServerMetadata.Endpoint;
import io.meepa.credentials.provider.oauth.protocol.registration.ClientDescription;
import io.meepa.credentials.provider.oauth.protocol.registration.Registration;
import io.meepa.credentials.provider.oauth.server.ServerApp.Method;
import io.meepa.credentials.provider.oauth.server.ServerApp.Origin;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses how the app is known at an authorization server, in the order of the MCP specification: registered by hand, by its
 * own description, by a registration that is there, and last by registering itself.
 */
final class AppChoice {

    private static final String NAME = "Meepa Credentials";

    private final AppRegistration registration;
    private final Predicate<ServerApp> known;
    private final Clock clock;

    /** Creates the choice; a registration that is there is used if it is known still. */
    AppChoice(AppRegistration registration, Predicate<ServerApp> known, Clock clock) {
        this.registration = registration;
        this.known = known;
        this.clock = clock;
    }

    ServerApp of(McpServer server, Discovered found, URI redirect, Map<String, Secret> earlier) {
        Place place = new Place(found, redirect);
        if (server.app().isPresent()) {
            return configured(server, place);
        }
        Set<String> methods = found.metadata().tokenAuthentication();
        if (server.document().isPresent() && found.metadata().documentsAsIds()) {
            return place.app(Origin.DOCUMENT, server.document().get().toString(), Method.NONE);
        }
        Optional<ServerApp> before = Optional.ofNullable(earlier.get(ItemKeys.CLIENT))
                .map(ServerApp::read)
                .filter(app -> app.serves(found.metadata().issuer(), redirect.toString(), clock.instant()))
                .filter(known);
        if (before.isPresent()) {
            ServerApp app = before.get();
            return place.app(app.origin(), app.clientId(), app.method(), app.clientSecret(), app.secretEnds());
        }
        return registered(server, place, methods);
    }

    private static ServerApp configured(McpServer server, Place place) {
        boolean secret =
                server.app().orElseThrow().secret().map(AppChoice::wiped).isPresent();
        Set<String> methods = place.found().metadata().tokenAuthentication();
        Method method = server.signing().isPresent() && methods.contains("private_key_jwt")
                ? Method.PRIVATE_KEY_JWT
                : secret ? withSecret(methods) : Method.NONE;
        return place.app(Origin.CONFIGURED, server.app().get().id(), method);
    }

    private ServerApp registered(McpServer server, Place place, Set<String> methods) {
        ServerMetadata metadata = place.found().metadata();
        URI endpoint = metadata.endpoint(Endpoint.REGISTRATION)
                .filter(address -> server.rules().registering())
                .orElseThrow(() -> new ConfigurationException("credentials.connections: mcp_servers." + server.name()
                        + ": the app is not known at " + metadata.issuer()
                        + ": register it there and set issuer and client_id_env"));
        boolean withSecret = methods.contains("client_secret_basic") || methods.contains("client_secret_post");
        Method asked = withSecret ? withSecret(methods) : Method.NONE;
        ClientDescription description = new ClientDescription(
                NAME, List.of(place.redirect()), asked.name().toLowerCase(Locale.ROOT));
        return registration.made(
                metadata.issuer(),
                endpoint,
                description,
                made -> place.app(
                        Origin.REGISTERED,
                        made.clientId(),
                        method(server, made, asked),
                        made.clientSecret(),
                        made.secretEnds()));
    }

    private static Method method(McpServer server, Registration made, Method asked) {
        if (made.clientSecret().isEmpty()) {
            return Method.NONE;
        }
        String said = made.method().orElseGet(() -> asked.name().toLowerCase(Locale.ROOT));
        return switch (said) {
            case "client_secret_basic" -> Method.CLIENT_SECRET_BASIC;
            case "client_secret_post" -> Method.CLIENT_SECRET_POST;
            case "none" -> Method.NONE;
            default ->
                throw new ProviderRejectedException(
                        server.name() + ": its authorization server wants the app to say who it is in an unknown way");
        };
    }

    private static Method withSecret(Set<String> methods) {
        return methods.contains("client_secret_post") && !methods.contains("client_secret_basic")
                ? Method.CLIENT_SECRET_POST
                : Method.CLIENT_SECRET_BASIC;
    }

    private static boolean wiped(Secret secret) {
        secret.close();
        return true;
    }

    /** What of the choice is the same in every case. */
    private record Place(Discovered found, URI redirect) {

        ServerApp app(Origin origin, String clientId, Method method) {
            return app(origin, clientId, method, Optional.empty(), Optional.empty());
        }

        ServerApp app(
                Origin origin, String clientId, Method method, Optional<Secret> secret, Optional<Instant> secretEnds) {
            ServerMetadata metadata = found.metadata();
            return new ServerApp(
                    origin,
                    metadata.issuer(),
                    found.resource().resource(),
                    clientId,
                    secret,
                    method,
                    redirect.toString(),
                    secretEnds,
                    metadata.endpoint(Endpoint.TOKEN)
                            .orElseThrow(() -> new ProviderRejectedException(
                                    metadata.issuer() + " names no place that gives tokens")),
                    metadata.endpoint(Endpoint.REVOCATION));
        }
    }
}
