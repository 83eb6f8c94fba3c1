package io.meepa.credentials.provider.oauth.protocol.discovery;

import io.meepa.credentials.provider.oauth.protocol.authorization.ExpectedIssuer;
import io.meepa.credentials.provider.oauth.protocol.authorization.Pkce;
import io.meepa.credentials.provider.oauth.protocol.wire.Addresses;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an authorization server publishes about itself (RFC 8414). Immutable. Every address has passed the same check; what
 * this library does not know is left out.
 */
public final class ServerMetadata {

    private final String issuer;
    private final Map<Endpoint, URI> endpoints;
    private final Map<String, Set<String>> lists;
    private final boolean issuerInAnswers;
    private final boolean pushedOnly;
    private final boolean documentsAsIds;

    private ServerMetadata(String issuer, Map<Endpoint, URI> endpoints, AnswerNode document) {
        this.issuer = issuer;
        this.endpoints = Map.copyOf(endpoints);
        this.lists = lists(document);
        this.issuerInAnswers =
                document.field("authorization_response_iss_parameter_supported").is("true");
        this.pushedOnly =
                document.field("require_pushed_authorization_requests").is("true");
        this.documentsAsIds =
                document.field("client_id_metadata_document_supported").is("true");
    }

    /**
     * Reads a document.
     *
     * @param document the document; stays the caller's
     * @param expectedIssuer the issuer by which it was found
     * @return the metadata
     * @throws IllegalArgumentException if its issuer is another, character by character, or an address in it is not
     *     acceptable; the message names the field
     */
    public static ServerMetadata read(AnswerNode document, String expectedIssuer) {
        return read(document, expectedIssuer, Addresses::https);
    }

    /**
     * Reads a document, with another check of the addresses in it.
     *
     * @param document the document; stays the caller's
     * @param expectedIssuer the issuer by which it was found
     * @param addresses reads an address, or returns nothing for one that is not acceptable
     * @return the metadata
     * @throws IllegalArgumentException as {@link #read(AnswerNode, String)}
     */
    public static ServerMetadata read(
            AnswerNode document, String expectedIssuer, Function<String, Optional<URI>> addresses) {
        if (!document.field("issuer").is(expectedIssuer)) {
            throw new IllegalArgumentException("the document's issuer is not " + expectedIssuer);
        }
        Map<Endpoint, URI> endpoints = new LinkedHashMap<>();
        for (Endpoint endpoint : Endpoint.values()) {
            AnswerNode node = document.field(endpoint.field);
            if (node.present()) {
                endpoints.put(
                        endpoint,
                        addresses
                                .apply(node.clear())
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "the document's " + endpoint.field + " is no acceptable https address")));
            }
        }
        return new ServerMetadata(expectedIssuer, endpoints, document);
    }

    /**
     * Returns the issuer.
     *
     * @return the text, as published
     */
    public String issuer() {
        return issuer;
    }

    /**
     * Returns an endpoint.
     *
     * @param endpoint which
     * @return its address, or empty if the server has none
     */
    public Optional<URI> endpoint(Endpoint endpoint) {
        return Optional.ofNullable(endpoints.get(endpoint));
    }

    /**
     * Reports whether the server takes the one method of proof keys that is used here.
     *
     * @return whether {@code S256} is listed; false too where nothing is listed
     */
    public boolean supportsPkce() {
        return list("code_challenge_methods_supported").contains(Pkce.METHOD);
    }

    /**
     * Returns how apps may say who they are at the token endpoint.
     *
     * @return the methods; {@code client_secret_basic} alone where nothing is listed
     */
    public Set<String> tokenAuthentication() {
        Set<String> methods = list("token_endpoint_auth_methods_supported");
        return methods.isEmpty() ? Set.of("client_secret_basic") : methods;
    }

    /**
     * Returns a list by its name.
     *
     * @param field for instance {@code scopes_supported}
     * @return the texts, none if there is no such list
     */
    public Set<String> list(String field) {
        return lists.getOrDefault(field, Set.of());
    }

    /**
     * Returns what answers of the authorization endpoint are checked against.
     *
     * @return issuer, and whether answers must carry it
     */
    public ExpectedIssuer expectedIssuer() {
        return new ExpectedIssuer(Optional.of(issuer), issuerInAnswers);
    }

    /**
     * Reports whether authorization requests have to be pushed first.
     *
     * @return whether the server insists
     */
    public boolean pushedOnly() {
        return pushedOnly;
    }

    /**
     * Reports whether an app's id may be the address of a document about it.
     *
     * @return whether the server reads such documents
     */
    public boolean documentsAsIds() {
        return documentsAsIds;
    }

    @Override
    public String toString() {
        return "ServerMetadata[" + issuer + "]";
    }

    private static Map<String, Set<String>> lists(AnswerNode document) {
        Map<String, Set<String>> lists = new LinkedHashMap<>();
        for (String field : Set.of(
                "code_challenge_methods_supported",
                "token_endpoint_auth_methods_supported",
                "grant_types_supported",
                "scopes_supported",
                "dpop_signing_alg_values_supported")) {
            Set<String> texts = new LinkedHashSet<>();
            document.field(field).elements().forEach(element -> texts.add(element.clear()));
            lists.put(field, Set.copyOf(texts));
        }
        return Map.copyOf(lists);
    }

    /** The endpoints that are used. */
    public enum Endpoint {
        /** Where a person signs in. */
        AUTHORIZATION("authorization_endpoint"),
        /** Where tokens are given. */
        TOKEN("token_endpoint"),
        /** Where apps register themselves (RFC 7591). */
        REGISTRATION("registration_endpoint"),
        /** Where tokens are given back (RFC 7009). */
        REVOCATION("revocation_endpoint"),
        /** Where tokens are asked about (RFC 7662). */
        INTROSPECTION("introspection_endpoint"),
        /** Where sign-ins without a browser begin (RFC 8628). */
        DEVICE("device_authorization_endpoint"),
        /** Where authorization requests are pushed (RFC 9126). */
        PUSHED("pushed_authorization_request_endpoint"),
        /** Where a token's person is described. */
        USERINFO("userinfo_endpoint");

        private final String field;

        Endpoint(String field) {
            this.field = field;
        }

        /**
         * Returns the name of its field in the document.
         *
         * @return the field
         */
        public String field() {
            return field;
        }
    }
}
