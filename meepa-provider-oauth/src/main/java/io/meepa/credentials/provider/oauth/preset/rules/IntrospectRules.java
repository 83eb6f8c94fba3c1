package io.meepa.credentials.provider.oauth.preset.rules;

import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import java.util.Map;

/**
 * Where tokens are asked about (RFC 7662).
 *
 * @param address the endpoint
 * @param body how parameters are written
 * @param headers headers that the service wants
 */
public record IntrospectRules(AddressTemplate address, BodyStyle body, Map<String, String> headers) {

    /** Copies the headers. */
    public IntrospectRules {
        headers = Map.copyOf(headers);
    }
}
