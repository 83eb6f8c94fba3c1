package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.rules.TokenRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a host sets for a service.
 *
 * @param tenant the tenant, or empty
 * @param chain which kind of token, or empty for the usual
 * @param userAgent what the app calls itself in headers, or empty
 * @param subject whom a signed assertion speaks for; the app itself unless set
 * @param parameters parameters of the authorization request in place of the preset's own defaults
 */
public record ServiceOptions(
        Optional<String> tenant,
        Optional<String> chain,
        Optional<String> userAgent,
        Optional<String> subject,
        Map<String, String> parameters) {

    /** Sets nothing. */
    public static final ServiceOptions NONE =
            new ServiceOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** Copies the parameters. */
    public ServiceOptions {
        parameters = Map.copyOf(parameters);
    }

    /** Checks the options against a preset; the message of what is wrong names the setting. */
    void check(Preset preset) {
        if (preset.tenant().isPresent() && tenant(preset).isEmpty()) {
            throw new IllegalArgumentException("tenant is missing: " + preset.title() + " needs one");
        }
        if (tenant.isPresent()
                && !preset.tenant().map(rule -> rule.accepts(tenant.get())).orElse(false)) {
            throw new IllegalArgumentException("tenant is none that " + preset.title() + " has");
        }
        if (preset.userAgentRequired() && userAgent.isEmpty()) {
            throw new IllegalArgumentException("user_agent is missing: " + preset.title() + " refuses general ones");
        }
        if (!userAgent.map(text -> text.matches("[ -~]{1,200}")).orElse(true)) {
            throw new IllegalArgumentException("user_agent must be of printable ASCII characters, 200 at most");
        }
        parameters.keySet().stream()
                .filter(name -> !preset.authorize().standard().containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("parameters." + name + " cannot be set for " + preset.title());
                });
        chain(preset);
    }

    Optional<String> tenant(Preset preset) {
        return tenant.or(() -> preset.tenant().flatMap(rule -> rule.standard()));
    }

    TokenRules.Chain chain(Preset preset) {
        return preset.token().chains().stream()
                .filter(candidate -> chain.map(candidate.name()::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("chain is none that " + preset.title() + " has"));
    }

    Map<String, String> authorizeParameters(Preset preset) {
        Map<String, String> all = new LinkedHashMap<>(preset.authorize().standard());
        all.putAll(parameters);
        all.putAll(preset.authorize().fixed());
        return all;
    }
}
