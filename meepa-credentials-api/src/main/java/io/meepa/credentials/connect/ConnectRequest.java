package io.meepa.credentials.connect;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which service an agent is to be connected to, and what to ask for. Immutable. */
public final class ConnectRequest {

    /** The name of a connection that was given none. */
    public static final String USUAL_NAME = "Connection";

    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+");

    private final String service;
    private final String name;
    private final Set<String> scopes;
    private final @Nullable URI redirectUri;
    private final String challenge;

    private ConnectRequest(
            String service, String name, Set<String> scopes, @Nullable URI redirectUri, String challenge) {
        this.service = service;
        this.name = name;
        this.scopes = Set.copyOf(scopes);
        this.redirectUri = redirectUri;
        this.challenge = challenge;
    }

    /**
     * Creates a request for the scopes that the configuration names.
     *
     * @param service the service
     * @return the request
     */
    public static ConnectRequest to(String service) {
        return new ConnectRequest(service, USUAL_NAME, Set.of(), null, "");
    }

    /**
     * Returns a copy for one of several connections to the service.
     *
     * @param connection its name
     * @return the copy
     */
    public ConnectRequest named(String connection) {
        return new ConnectRequest(service, connection, scopes, redirectUri, challenge);
    }

    /**
     * Returns a copy that asks for these scopes too. What was granted before is asked for again: a connection never
     * silently loses a scope.
     *
     * @param wanted the scopes
     * @return the copy
     * @throws IllegalArgumentException if one is no scope (RFC 6749, A.4)
     */
    public ConnectRequest asking(Set<String> wanted) {
        if (!wanted.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
            throw new IllegalArgumentException(
                    "a scope has visible characters of ASCII, and no blank, quote or backslash:"
                            + " name several as several");
        }
        return new ConnectRequest(service, name, new LinkedHashSet<>(wanted), redirectUri, challenge);
    }

    /**
     * Returns a copy that names where the browser comes back. Needed where several addresses are configured.
     *
     * @param callback one of the configured addresses, exactly
     * @return the copy
     */
    public ConnectRequest redirectingTo(URI callback) {
        return new ConnectRequest(service, name, scopes, callback, challenge);
    }

    /**
     * Returns a copy that answers a challenge: what a server said when it refused a request without the right token. Only
     * services that are servers of their own, such as MCP servers, read it.
     *
     * @param wwwAuthenticate the value of the header {@code WWW-Authenticate}; several values are joined with commas
     * @return the copy
     */
    public ConnectRequest answering(String wwwAuthenticate) {
        return new ConnectRequest(service, name, scopes, redirectUri, wwwAuthenticate);
    }

    /**
     * Returns the service.
     *
     * @return the service
     */
    public String service() {
        return service;
    }

    /**
     * Returns the connection's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns what to ask for.
     *
     * @return the scopes, none for those of the configuration
     */
    public Set<String> scopes() {
        return scopes;
    }

    /**
     * Returns where the browser comes back.
     *
     * @return the address, or empty for the only one that is configured
     */
    public Optional<URI> redirectUri() {
        return Optional.ofNullable(redirectUri);
    }

    /**
     * Returns the challenge that is answered.
     *
     * @return the header's value, empty if there was none
     */
    public String challenge() {
        return challenge;
    }

    @Override
    public String toString() {
        return "ConnectRequest[" + service + ", " + name + "]";
    }
}
