package io.meepa.credentials.provider.oauth.preset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.provider.oauth.preset.rules.AddressTemplate;
import io.meepa.credentials.provider.oauth.preset.rules.AppGrantRules;
import io.meepa.credentials.provider.oauth.preset.rules.AppRules;
import io.meepa.credentials.provider.oauth.preset.rules.AuthorizeRules;
import io.meepa.credentials.provider.oauth.preset.rules.DeviceRules;
import io.meepa.credentials.provider.oauth.preset.rules.IntrospectRules;
import io.meepa.credentials.provider.oauth.preset.rules.PushRules;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import io.meepa.credentials.provider.oauth.preset.rules.ScopeRules;
import io.meepa.credentials.provider.oauth.preset.rules.TenantRule;
import io.meepa.credentials.provider.oauth.preset.rules.TokenRules;
import io.meepa.credentials.provider.oauth.protocol.token.Revocation;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads presets: JSON, every property known, every address https and fixed but for a tenant. A pure function of the text.
 * Immutable, thread-safe.
 */
public final class PresetReader {

    /** The longest preset, in bytes. */
    public static final int LONGEST = 256 << 10;

    private static final int FORMAT = 1;
    private static final Duration NO_END_FROM = Duration.ofDays(365);
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(16).build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PresetAddresses addresses;
    private final boolean discovery;

    private PresetReader(PresetAddresses addresses, boolean discovery) {
        this.addresses = addresses;
        this.discovery = discovery;
    }

    /**
     * Returns the reader of real services.
     *
     * @return a reader that takes https addresses of public hosts only
     */
    public static PresetReader strict() {
        return new PresetReader(PresetAddresses.PUBLIC, false);
    }

    /**
     * Returns a reader for services on this machine.
     *
     * @return a reader that also takes addresses of the loopback interface, in clear too
     */
    public static PresetReader allowingLoopback() {
        return new PresetReader(PresetAddresses.WITH_LOOPBACK, false);
    }

    /**
     * Reads a preset.
     *
     * @param file its name, for messages
     * @param json the bytes
     * @return the preset
     * @throws ConfigurationException if it is none; the message names the file and the property
     */
    public Preset read(String file, byte[] json) {
        if (json.length > LONGEST) {
            throw new ConfigurationException("preset " + file + ": is longer than " + LONGEST + " bytes");
        }
        PresetSection root = new PresetSection(file, "", tree(file, json));
        if (root.integer("format", FORMAT, FORMAT).isEmpty()) {
            throw root.wrong("/format", "is missing");
        }
        root.optionalText("$schema");
        Preset preset = new PresetReader(addresses, root.flag("discovery")).preset(root);
        root.requireAllRead();
        PresetConsistency.check(preset, root);
        return preset;
    }

    private static JsonNode tree(String file, byte[] json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree == null || tree.isMissingNode()) {
                throw new ConfigurationException("preset " + file + ": is empty");
            }
            return tree;
        } catch (IOException e) {
            throw new ConfigurationException("preset " + file + ": is no JSON document, or has a property twice");
        }
    }

    private Preset preset(PresetSection root) {
        return new Preset(
                service(root),
                root.text("title"),
                addresses.plain(root, "documentation"),
                root.optionalText("issuer").map(text -> addresses.plain(root, "issuer")),
                discovery,
                root.flag("issuer_in_answers"),
                root.optionalSection("tenant").map(PresetReader::tenant),
                root.flag("user_agent_required"),
                app(root.section("app")),
                authorize(root.section("authorize")),
                scopes(root.section("scopes")),
                token(root.section("token")),
                root.optionalSection("device").map(this::device),
                root.optionalSection("revoke").map(this::revoke),
                root.optionalSection("introspect").map(this::introspect),
                root.optionalSection("pushed").map(section -> new PushRules(address(section))),
                root.optionalSection("without_person")
                        .map(section -> new AppGrantRules(section.choice("grant", AppGrantRules.Grant.class))),
                IdentityReader.read(root.section("identity"), addresses, discovery),
                RefreshReader.refresh(root.section("refresh")),
                RefreshReader.errors(root.section("errors")),
                RefreshReader.sharing(root.section("sharing")),
                root.map("variables"),
                root.sections("requests").stream()
                        .map(section -> addresses.plain(section, "address"))
                        .toList(),
                FactsReader.read(root));
    }

    private AddressTemplate address(PresetSection section) {
        return discovered(section) ? AddressTemplate.DISCOVERED : addresses.template(section, "address");
    }

    private boolean discovered(PresetSection section) {
        return discovery && section.optionalText("address").isEmpty();
    }

    private static String service(PresetSection root) {
        String service = root.text("service");
        if (!service.matches("[a-z][a-z0-9_]{0,39}")) {
            throw root.wrong("/service", "must be of lower case letters, digits and underscores, a letter first");
        }
        return service;
    }

    private static TenantRule tenant(PresetSection section) {
        return new TenantRule(section.text("pattern"), section.optionalText("default"));
    }

    private static AppRules app(PresetSection section) {
        List<AppRules.Method> methods = section.choices("methods", AppRules.Method.class);
        if (methods.isEmpty()) {
            throw section.wrong("/methods", "must name at least one way");
        }
        return new AppRules(section.text("credential"), section.flag("secret_required"), methods);
    }

    private AuthorizeRules authorize(PresetSection section) {
        return new AuthorizeRules(
                address(section),
                section.choice("pkce", AuthorizeRules.Pkce.class),
                section.map("fixed"),
                section.map("default"),
                section.duration("code_lifetime"));
    }

    private static ScopeRules scopes(PresetSection section) {
        String separator = section.optionalText("separator").orElse(" ");
        if (!Set.of(" ", ",").contains(separator)) {
            throw section.wrong("/separator", "must be a blank or a comma");
        }
        return new ScopeRules(separator, section.texts("least"), section.texts("for_refresh_token"));
    }

    private TokenRules token(PresetSection section) {
        List<TokenRules.Chain> chains =
                section.sections("chains").stream().map(PresetReader::chain).toList();
        return new TokenRules(
                address(section),
                section.optionalChoice("body", BodyStyle.class).orElse(BodyStyle.FORM),
                PresetHeaders.read(section),
                section.optionalText("success_field"),
                section.duration("no_end_from").orElse(NO_END_FROM),
                section.duration("access_lifetime"),
                section.flag("bound"),
                chains.isEmpty() ? List.of(new TokenRules.Chain("token", "", "", Optional.empty(), "scope")) : chains);
    }

    private static TokenRules.Chain chain(PresetSection section) {
        return new TokenRules.Chain(
                section.text("name"),
                section.optionalText("at_sign_in").orElse(""),
                section.optionalText("at_refresh").orElse(""),
                section.optionalText("token_type"),
                section.optionalText("scope_parameter").orElse("scope"));
    }

    private DeviceRules device(PresetSection section) {
        return new DeviceRules(
                address(section),
                section.optionalText("address_field").orElse("verification_uri"),
                Set.copyOf(section.texts("hosts")),
                Set.copyOf(section.texts("refusals")),
                Set.copyOf(section.texts("scopes")),
                section.flag("secret"),
                section.flag("pkce"),
                section.optionalText("condition"));
    }

    private RevokeRules revoke(PresetSection section) {
        return new RevokeRules(
                addresses.method(section),
                discovered(section) ? "" : addresses.revocation(section),
                section.choice("form", Revocation.Form.class),
                section.optionalChoice("body", BodyStyle.class).orElse(BodyStyle.FORM),
                PresetHeaders.read(section),
                section.optionalChoice("app", RevokeRules.Authentication.class)
                        .orElse(RevokeRules.Authentication.AS_TOKEN),
                section.choices("tokens", RevokeRules.TokenKind.class),
                section.flag("hint"),
                section.statuses("done", 200, 599),
                section.choice("ends", RevokeRules.Ends.class));
    }

    private IntrospectRules introspect(PresetSection section) {
        return new IntrospectRules(
                address(section),
                section.optionalChoice("body", BodyStyle.class).orElse(BodyStyle.FORM),
                PresetHeaders.read(section));
    }
}
