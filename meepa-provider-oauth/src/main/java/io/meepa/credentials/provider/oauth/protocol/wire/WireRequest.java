package io.meepa.credentials.provider.oauth.protocol.wire;

import io.meepa.credentials.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, ready to be sent. Immutable. Owns its body and its authorization, which {@link #close} wipes. Printing shows
 * method, host and path.
 */
public final class WireRequest implements AutoCloseable {

    private static final byte[] BEARER = "Bearer ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DPOP = "DPoP ".getBytes(StandardCharsets.US_ASCII);

    private final String method;
    private final URI address;
    private final String purpose;
    private final Map<String, String> headers;
    private final Optional<Secret> authorization;
    private final Optional<Secret> body;
    private final List<Secret> hidden;

    private WireRequest(
            String method,
            URI address,
            String purpose,
            Map<String, String> headers,
            Optional<Secret> authorization,
            Optional<Secret> body,
            List<Secret> hidden) {
        this.method = method;
        this.address = address;
        this.purpose = purpose;
        this.headers = headers;
        this.authorization = authorization;
        this.body = body;
        this.hidden = hidden;
    }

    /**
     * Creates a request without headers and body.
     *
     * @param method the method
     * @param address the whole address
     * @param purpose what for, as in "cannot <em>renew the token</em>"
     * @return the request
     */
    public static WireRequest of(String method, URI address, String purpose) {
        return new WireRequest(
                method,
                address,
                purpose,
                Map.of("Accept", "application/json"),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * Sets a header, in place of one of the same name.
     *
     * @param name the name
     * @param value the value, no secret
     * @return a copy with it
     */
    public WireRequest header(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.keySet().removeIf(name::equalsIgnoreCase);
        copy.put(name, value);
        return new WireRequest(method, address, purpose, copy, authorization, body, hidden);
    }

    /**
     * Sets the value of the Authorization header.
     *
     * @param value scheme and credentials; belongs to the request from now on
     * @return a copy with it
     */
    public WireRequest authorization(Secret value) {
        return new WireRequest(method, address, purpose, headers, Optional.of(value), body, hidden);
    }

    /**
     * Names a token as the request's own authorization.
     *
     * @param token the token; stays the caller's
     * @return a copy with it
     */
    public WireRequest bearer(Secret token) {
        return authorization(token.withBytes(bytes -> Secret.wrap(Percent.joined(BEARER.clone(), bytes.clone()))));
    }

    /**
     * Sends a token that is bound to a key (RFC 9449); the proof goes beside it.
     *
     * @param token the token; stays the caller's
     * @return a copy with it
     */
    public WireRequest bound(Secret token) {
        return authorization(token.withBytes(bytes -> Secret.wrap(Percent.joined(DPOP.clone(), bytes.clone()))));
    }

    /**
     * Sets a JSON body.
     *
     * @param json the text; belongs to the request from now on
     * @return a copy with it
     */
    public WireRequest json(Secret json) {
        WireRequest typed = header("Content-Type", BodyStyle.JSON.contentType());
        return new WireRequest(method, address, purpose, typed.headers, authorization, Optional.of(json), hidden);
    }

    /**
     * Sets the body.
     *
     * @param fields the parameters
     * @param style how they are written
     * @return a copy with it
     */
    public WireRequest body(Fields fields, BodyStyle style) {
        List<Secret> all = new ArrayList<>(hidden);
        all.addAll(fields.secrets());
        WireRequest typed = header("Content-Type", style.contentType());
        Secret bytes = Secret.wrap(style == BodyStyle.FORM ? fields.form() : fields.json());
        return new WireRequest(
                method, address, purpose, typed.headers, authorization, Optional.of(bytes), List.copyOf(all));
    }

    /**
     * Returns the method.
     *
     * @return the method
     */
    public String method() {
        return method;
    }

    /**
     * Returns the address.
     *
     * @return the whole address
     */
    public URI address() {
        return address;
    }

    /**
     * Returns what the request is for.
     *
     * @return a phrase
     */
    public String purpose() {
        return purpose;
    }

    /**
     * Returns the headers without Authorization.
     *
     * @return names and values
     */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /**
     * Returns the value of the Authorization header.
     *
     * @return the value, or empty if there is none
     */
    public Optional<Secret> authorization() {
        return authorization;
    }

    /**
     * Returns the body.
     *
     * @return the bytes, or empty if there is none
     */
    public Optional<Secret> body() {
        return body;
    }

    /**
     * Returns what an echo must not show.
     *
     * @return the secrets within body and headers
     */
    public List<Secret> hidden() {
        List<Secret> all = new ArrayList<>(hidden);
        authorization.ifPresent(all::add);
        return List.copyOf(all);
    }

    @Override
    public void close() {
        authorization.ifPresent(Secret::close);
        body.ifPresent(Secret::close);
    }

    @Override
    public String toString() {
        return method + " " + address.getHost() + address.getPath();
    }
}
