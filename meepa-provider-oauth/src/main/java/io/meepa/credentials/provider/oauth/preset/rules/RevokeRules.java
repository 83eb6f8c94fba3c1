package io.meepa.credentials.provider.oauth.preset.rules;

import io.meepa.credentials.provider.oauth.protocol.token.Revocation;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How tokens are taken back.
 *
 * @param method the HTTP method
 * @param address the address, with {@code {client_id}} where the app's id stands
 * @param form how a token is handed over
 * @param body how parameters are written
 * @param headers headers that the service wants
 * @param app how the app says who it is there
 * @param tokens which tokens are taken back, in this order
 * @param hint whether the kind of token is named
 * @param done statuses beside 2xx that mean that the token is gone
 * @param ends what ends with the token
 */
public record RevokeRules(
        String method,
        String address,
        Revocation.Form form,
        BodyStyle body,
        Map<String, String> headers,
        Authentication app,
        List<TokenKind> tokens,
        boolean hint,
        Set<Integer> done,
        Ends ends) {

    private static final String CLIENT_ID = "{client_id}";

    /** Copies the collections. */
    public RevokeRules {
        headers = Map.copyOf(headers);
        tokens = List.copyOf(tokens);
        done = Set.copyOf(done);
    }

    /**
     * Returns the way to take a token back.
     *
     * @param clientId the app's id
     * @param tenant the tenant, or empty
     * @return the way
     * @throws IllegalArgumentException if the id cannot stand in an address
     */
    public Revocation revocation(String clientId, Optional<String> tenant) {
        if (address.contains(CLIENT_ID) && !clientId.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new IllegalArgumentException("the app's id has characters that no such id has");
        }
        URI uri = new AddressTemplate(address.replace(CLIENT_ID, clientId)).address(tenant);
        return new Revocation(method, uri, form, body, headers, done);
    }

    /** How the app says who it is. */
    public enum Authentication {
        /** As at the token endpoint. */
        AS_TOKEN,
        /** By HTTP Basic, whatever the token endpoint wants. */
        BASIC,
        /** Not at all: the token speaks for itself. */
        NONE
    }

    /** A kind of token. */
    public enum TokenKind {
        /** The refresh token. */
        REFRESH_TOKEN,
        /** The access token. */
        ACCESS_TOKEN
    }

    /** What ends with a token. */
    public enum Ends {
        /** That token, and at most the other one of its pair. */
        TOKEN,
        /** Every token of that person and app. */
        PERSON_AND_APP,
        /** Every token of that person and all apps of the same project. */
        PROJECT
    }
}
