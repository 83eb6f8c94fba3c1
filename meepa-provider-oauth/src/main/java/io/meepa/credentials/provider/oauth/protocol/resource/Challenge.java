package io.meepa.credentials.provider.oauth.protocol.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server asks for when it refuses a request (RFC 6750, section 3; RFC 9449, section 7.1). Other schemes are passed
 * over. Immutable.
 */
public final class Challenge {

    private static final int LONGEST = 8 << 10;
    private static final Set<String> SCHEMES = Set.of("bearer", "dpop");

    private final Map<String, String> parameters;

    private Challenge(Map<String, String> parameters) {
        this.parameters = Map.copyOf(parameters);
    }

    /**
     * Returns the challenge of a server that said nothing.
     *
     * @return a challenge without parameters
     */
    public static Challenge none() {
        return new Challenge(Map.of());
    }

    /**
     * Reads a header. Of several challenges, the first with the address of the server's own description counts.
     *
     * @param wwwAuthenticate the value of {@code WWW-Authenticate}; several are joined with commas
     * @return the challenge, without parameters if there is none that can be read
     */
    public static Challenge read(String wwwAuthenticate) {
        if (wwwAuthenticate.length() > LONGEST) {
            return none();
        }
        List<Challenge> all = new Scanner(wwwAuthenticate).challenges();
        return all.stream()
                .filter(challenge -> challenge.resourceMetadata().isPresent())
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElseGet(Challenge::none);
    }

    /**
     * Returns where the server describes itself (RFC 9728, section 5.1).
     *
     * @return the address as it was written, if there is one
     */
    public Optional<String> resourceMetadata() {
        return Optional.ofNullable(parameters.get("resource_metadata"));
    }

    /**
     * Returns what the request needs.
     *
     * @return the scopes, none if the server names none
     */
    public Set<String> scopes() {
        Set<String> scopes = new LinkedHashSet<>();
        for (String scope : parameters.getOrDefault("scope", "").split(" ", -1)) {
            if (scope.matches("[!#-\\[\\]-~]{1,300}")) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    /**
     * Returns the error's code.
     *
     * @return for instance {@code insufficient_scope}; empty if there is none that can be shown
     */
    public String error() {
        String error = parameters.getOrDefault("error", "");
        return error.matches("[a-z_]{1,64}") ? error : "";
    }

    @Override
    public String toString() {
        return "Challenge" + parameters.keySet();
    }

    /** Reads a list of challenges, whose parameters are separated by the same comma as the challenges themselves. */
    private static final class Scanner {

        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        List<Challenge> challenges() {
            List<Challenge> all = new ArrayList<>();
            Map<String, String> parameters = new LinkedHashMap<>();
            boolean ours = false;
            while (at < text.length()) {
                skip(" \t,");
                String word = token();
                skip(" \t");
                if (word.isEmpty()) {
                    at++; // Nothing that stands in a challenge: go on behind it.
                } else if (at < text.length() && text.charAt(at) == '=') {
                    at++;
                    skip(" \t");
                    parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value());
                } else {
                    add(all, ours, parameters);
                    parameters = new LinkedHashMap<>();
                    ours = SCHEMES.contains(word.toLowerCase(Locale.ROOT));
                }
            }
            add(all, ours, parameters);
            return all;
        }

        private static void add(List<Challenge> all, boolean ours, Map<String, String> parameters) {
            if (ours) {
                all.add(new Challenge(parameters));
            }
        }

        private void skip(String characters) {
            while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private String token() {
            int from = at;
            while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private String value() {
            if (at >= text.length() || text.charAt(at) != '"') {
                return token();
            }
            StringBuilder value = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            at++;
            return value.toString();
        }
    }
}
