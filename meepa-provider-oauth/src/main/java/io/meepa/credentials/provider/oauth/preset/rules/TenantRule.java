package io.meepa.credentials.provider.oauth.preset.rules;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which tenants may stand in a service's addresses.
 *
 * @param pattern what a tenant looks like
 * @param standard the tenant if the configuration names none, or empty if it must name one
 */
public record TenantRule(String pattern, Optional<String> standard) {

    /**
     * Reports whether a text is a tenant.
     *
     * @param tenant the text
     * @return whether it fits the pattern and is safe within a path
     */
    public boolean accepts(String tenant) {
        return tenant.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,99}") && Pattern.matches(pattern, tenant);
    }
}
