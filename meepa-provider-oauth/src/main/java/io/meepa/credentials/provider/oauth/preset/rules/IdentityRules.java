package io.meepa.credentials.provider.oauth.preset.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the person behind a token is named.
 *
 * @param source where the description comes from
 * @param method the HTTP method of the call, if there is one
 * @param address the address of the call, if there is one
 * @param headers headers that the service wants
 * @param query a fixed JSON body of the call, or empty
 * @param label pointers to what people read, joined by a blank; the first group of which all are there counts
 * @param key pointers to what distinguishes one account from another
 * @param keyFrom where the key is read from
 */
public record IdentityRules(
        Source source,
        String method,
        Optional<AddressTemplate> address,
        Map<String, String> headers,
        Optional<String> query,
        List<List<String>> label,
        List<List<String>> key,
        Source keyFrom) {

    /** Copies the collections. */
    public IdentityRules {
        headers = Map.copyOf(headers);
        label = label.stream().map(List::copyOf).toList();
        key = key.stream().map(List::copyOf).toList();
    }

    /** Where a description comes from. */
    public enum Source {
        /** A call with the new token. */
        ADDRESS,
        /** The token answer itself. */
        TOKEN_ANSWER,
        /** The claims of the ID token that came with it. */
        ID_TOKEN
    }
}
