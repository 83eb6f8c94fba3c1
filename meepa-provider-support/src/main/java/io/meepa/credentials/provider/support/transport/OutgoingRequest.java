package io.meepa.credentials.provider.support.transport;

import java.net.URI;
import java.util.Map;

/** One request, ready to be sent. Its headers hold a key, so it prints method and host only. */
public final class OutgoingRequest {

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * Creates a request.
     *
     * @param method the HTTP method
     * @param uri the address
     * @param headers the headers, each once
     * @param body the body, empty for none; stays the caller's, who does not change it
     */
    public OutgoingRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /**
     * Returns the address.
     *
     * @return the address
     */
    public URI uri() {
        return uri;
    }

    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }

    String method() {
        return method;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
