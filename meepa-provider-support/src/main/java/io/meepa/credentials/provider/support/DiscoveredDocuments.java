package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.transport.Json;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches JSON documents from addresses that another host named, such as the metadata of an authorization server (RFC 8414).
 * The address guard applies to each; no redirect is followed, no key is sent, and size, time and nesting are bounded.
 * Thread-safe. Keeps no document.
 */
public final class DiscoveredDocuments implements AutoCloseable {

    /** The largest document, in bytes. */
    public static final int LARGEST = 64 * 1024;

    /** The deepest nesting of objects and arrays. */
    public static final int DEEPEST = 32;

    /** The longest one document may take. */
    public static final Duration LONGEST = Duration.ofSeconds(5);

    private final ApiClient client;
    private final AddressPolicy policy;

    private DiscoveredDocuments(ApiClient client, AddressPolicy policy) {
        this.client = client;
        this.policy = policy;
    }

    /**
     * Creates a reader of documents; opens nothing.
     *
     * @param upstream what people call the upstream
     * @param context clock, sleeper and randomness
     * @param settings proxy login, address policy and limits; a longer call timeout is cut to {@link #LONGEST}
     * @return the reader
     */
    public static DiscoveredDocuments open(String upstream, ProviderContext context, CallSettings settings) {
        Duration longest = settings.callTimeout().compareTo(LONGEST) < 0 ? settings.callTimeout() : LONGEST;
        ApiEndpoint nowhere = () -> {
            throw new IllegalStateException("each document has an address of its own");
        };
        ApiClient client =
                ApiClient.open(upstream, context, settings.withCallTimeout(longest), nowhere, DiscoveredDocuments::any);
        return new DiscoveredDocuments(client, settings.addresses());
    }

    /**
     * Fetches a document.
     *
     * @param purpose what for, as in "cannot <em>read the server's metadata</em>"
     * @param address the document's address
     * @param guard asked before the request
     * @return the document, a JSON object, or empty if there is none at the address (404 or 410)
     * @throws ProviderRejectedException if the address is not allowed; nothing was sent
     * @throws ProviderUnavailableException if it could not be fetched, redirects, is too large, or is no JSON object
     */
    public Optional<JsonNode> fetch(String purpose, URI address, CallGuard guard) {
        BaseUrl target = target(address);
        ApiClient there = client.towards(() -> ApiEndpoint.Grant.open(target), DiscoveredDocuments::any);
        ApiRequest request = ApiRequest.get(purpose).upTo(LARGEST);
        try (RawAnswer answer = there.begin(guard).exchange(request)) {
            if (answer.status() == 404 || answer.status() == 410) {
                return Optional.empty();
            }
            if (answer.status() != 200) {
                throw unusable(target, "answers " + answer.status() + " instead of a document");
            }
            return Optional.of(Json.object(answer.body(), DEEPEST)
                    .orElseThrow(() -> unusable(target, "has no JSON object, or one that is nested too deep")));
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private BaseUrl target(URI address) {
        try {
            return BaseUrl.discovered(address.toString(), policy);
        } catch (IllegalArgumentException e) {
            throw new ProviderRejectedException(
                    client.upstream() + ": an address that the other side named " + e.getMessage());
        }
    }

    private ProviderUnavailableException unusable(BaseUrl target, String why) {
        return new ProviderUnavailableException(client.upstream() + ": a document at " + target.host() + " " + why);
    }

    private static Classified any(UpstreamError error) {
        return new Classified(Classified.ofStatus(error.status()), "", "");
    }
}
