package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.provider.oauth.protocol.wire.Addresses;
import io.meepa.credentials.provider.oauth.setting.AppSource;
import io.meepa.credentials.provider.oauth.setting.SigningSource;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the section {@code mcp_servers}: which servers there are, and how the app is known at each. */
final class McpServerReader {

    private static final String SERVERS = "mcp_servers";
    private static final String DOCUMENT = "mcp_client_document";
    private static final String ID = "client_id_env";
    private static final String SECRET = "client_secret_env";

    private final Function<String, Optional<URI>> addresses;

    McpServerReader(boolean loopbackAllowed) {
        this.addresses = loopbackAllowed ? Addresses::httpsOrLoopback : Addresses::https;
    }

    static List<SettingDescription> described() {
        SettingDescription document = SettingDescription.of(
                        DOCUMENT,
                        SettingType.TEXT,
                        "where the host serves the app's own description; MCP servers know the app by that address")
                .withExample("https://host.example/oauth/app.json");
        return Stream.concat(
                        Stream.of(document),
                        Stream.of(
                                        Stream.of(address(), scopes(), issuer()),
                                        app(),
                                        SigningSource.described(),
                                        AssertionSource.described(),
                                        rules())
                                .flatMap(keys -> keys)
                                .map(key -> key.in(SERVERS + ".<service>")))
                .toList();
    }

    private static SettingDescription address() {
        return SettingDescription.of("url", SettingType.TEXT, "where the server is")
                .unlessSet("required")
                .withExample("https://mcp.example.com/mcp");
    }

    private static SettingDescription scopes() {
        return SettingDescription.of("scopes", SettingType.LIST, "what to ask for")
                .unlessSet("what the server says")
                .withExample("[read]");
    }

    private static SettingDescription issuer() {
        return SettingDescription.of(
                        "issuer",
                        SettingType.TEXT,
                        "the one authorization server that is accepted, character by character")
                .unlessSet("the first that the server names")
                .withExample("https://login.example.com");
    }

    private static Stream<SettingDescription> app() {
        return Stream.of(
                SettingDescription.of(
                                ID,
                                SettingType.VARIABLE,
                                "the variable with the id of an app that was registered by hand")
                        .unlessSet("the app's own description, or a registration by itself")
                        .withExample("MCP_ID"),
                SettingDescription.of(SECRET, SettingType.VARIABLE, "the variable with that app's secret")
                        .withExample("MCP_SECRET"));
    }

    private static Stream<SettingDescription> rules() {
        return Stream.of(
                flag("self_registration", "whether the app may register itself where nothing else works")
                        .withDefault("true")
                        .withExample("false"),
                flag("bound", "whether tokens are bound to a key wherever the authorization server can do that")
                        .withDefault("false")
                        .withExample("true"),
                flag("without_person", "whether the app gets tokens for itself; needs client_id_env")
                        .withDefault("false")
                        .withExample("true"),
                flag(
                                "undescribed",
                                "whether the server may say nothing about itself, as in the revision 2025-03-26: then its"
                                        + " own host gives the tokens")
                        .withDefault("false")
                        .withExample("true"));
    }

    private static SettingDescription flag(String key, String meaning) {
        return SettingDescription.of(key, SettingType.FLAG, meaning);
    }

    Map<String, McpServer> read(Settings settings) {
        Map<String, McpServer> all = new LinkedHashMap<>();
        Optional<URI> document = address(settings, DOCUMENT);
        settings.section(SERVERS).ifPresent(section -> {
            for (String name : section.keys()) {
                Settings server = section.section(name)
                        .orElseThrow(() -> section.invalid(name, "must be a section with the server's url"));
                all.put(name, server(name, server, document));
            }
        });
        return all;
    }

    private McpServer server(String name, Settings settings, Optional<URI> document) {
        URI address = address(settings, "url").orElseThrow(() -> settings.invalid("url", "is missing"));
        Optional<String> issuer = settings.text("issuer");
        Optional<AppSource> app = app(name, settings);
        if (app.isPresent() && issuer.isEmpty()) {
            // Otherwise a server could name an authorization server of its own, and be sent the secret.
            throw settings.invalid("issuer", "is missing: an app that was registered by hand belongs to one");
        }
        McpServer.Rules rules = new McpServer.Rules(
                settings.flag("self_registration").orElse(true),
                settings.flag("bound").orElse(false),
                settings.flag("without_person").orElse(false),
                settings.flag("undescribed").orElse(false));
        if (rules.withoutPerson() && app.isEmpty()) {
            throw settings.invalid(ID, "is missing: without_person needs the app's own credentials");
        }
        return new McpServer(
                name,
                address,
                new LinkedHashSet<>(settings.texts("scopes").orElse(List.of())),
                issuer,
                app,
                SigningSource.read(settings),
                AssertionSource.read(settings, this::address),
                document,
                rules);
    }

    private static Optional<AppSource> app(String name, Settings settings) {
        Optional<SecretSource> secret =
                settings.text(SECRET).map(variable -> settings.secretFromEnvironment(SECRET, variable));
        if (settings.text(ID).isEmpty()) {
            if (secret.isPresent()) {
                throw settings.invalid(SECRET, "needs " + ID);
            }
            return Optional.empty();
        }
        return Optional.of(AppSource.ofVariables(name, false, settings.secretFromEnvironment(ID, ""), secret));
    }

    private Optional<URI> address(Settings settings, String key) {
        return settings.text(key)
                .map(text -> addresses
                        .apply(text)
                        .orElseThrow(() -> settings.invalid(
                                key,
                                "must be an https address without user name and fragment; http://127.0.0.1 needs"
                                        + " allow_loopback_http: true")));
    }
}
