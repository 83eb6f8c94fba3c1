package io.meepa.credentials.provider.oauth.protocol.authorization;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.wire.Fields;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The request that a person's browser carries to the service. Immutable. Printing shows the host only, for the address holds
 * the state.
 */
public final class AuthorizationRequest {

    private final URI endpoint;
    private final Fields fields;

    private AuthorizationRequest(URI endpoint, Fields fields) {
        this.endpoint = endpoint;
        this.fields = fields;
    }

    /**
     * Starts a request for a code.
     *
     * @param endpoint the authorization endpoint, with its own query if it has one
     * @param clientId the app's id
     * @param state the state; stays the caller's
     * @return the request
     */
    public static AuthorizationRequest forCode(URI endpoint, String clientId, Secret state) {
        return new AuthorizationRequest(
                endpoint,
                Fields.none()
                        .with("response_type", "code")
                        .with("client_id", clientId)
                        .with("state", state));
    }

    /**
     * Names where the browser is to come back.
     *
     * @param redirectUri one of the registered addresses, exactly as registered
     * @return a copy with it
     */
    public AuthorizationRequest redirect(URI redirectUri) {
        return with("redirect_uri", redirectUri.toString());
    }

    /**
     * Adds the challenge of a verifier.
     *
     * @param verifier the verifier; stays the caller's
     * @return a copy with it
     */
    public AuthorizationRequest pkce(Secret verifier) {
        return with("code_challenge", Pkce.challenge(verifier)).with("code_challenge_method", Pkce.METHOD);
    }

    /**
     * Adds a parameter. What this class sets itself cannot be replaced by another value.
     *
     * @param name the name
     * @param value the value
     * @return a copy with it
     * @throws IllegalArgumentException if the parameter is set already
     */
    public AuthorizationRequest with(String name, String value) {
        if (fields.has(name)) {
            throw new IllegalArgumentException("the parameter " + name + " is set already");
        }
        return new AuthorizationRequest(endpoint, fields.with(name, value));
    }

    /**
     * Adds parameters.
     *
     * @param others names and values
     * @return a copy with them
     */
    public AuthorizationRequest with(Map<String, String> others) {
        AuthorizationRequest all = this;
        for (Map.Entry<String, String> other : new LinkedHashMap<>(others).entrySet()) {
            all = all.with(other.getKey(), other.getValue());
        }
        return all;
    }

    /**
     * Returns the parameters, for a request that is pushed (RFC 9126).
     *
     * @return the parameters
     */
    public Fields fields() {
        return fields;
    }

    /**
     * Returns the address to open.
     *
     * @return the endpoint with all parameters
     */
    public URI address() {
        return appended(endpoint, fields);
    }

    /**
     * Returns the address to open after the request was pushed.
     *
     * @param clientId the app's id
     * @param requestUri what the server answered
     * @return the endpoint with these two parameters
     */
    public URI pushedAddress(String clientId, String requestUri) {
        return appended(endpoint, Fields.none().with("client_id", clientId).with("request_uri", requestUri));
    }

    @Override
    public String toString() {
        return "AuthorizationRequest[" + Optional.ofNullable(endpoint.getHost()).orElse("") + "]";
    }

    private static URI appended(URI endpoint, Fields fields) {
        String base = endpoint.toString();
        String joint = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(base + joint + new String(fields.form(), StandardCharsets.US_ASCII));
    }
}
