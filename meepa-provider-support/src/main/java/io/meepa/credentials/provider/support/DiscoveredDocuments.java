package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.transport.Json;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** The longest that documents of one search may take together. */
    public static final Duration LONGEST_TOGETHER = Duration.ofSeconds(10);

    private final ApiClient client;
    private final AddressPolicy policy;
    private final Duration together;

    private DiscoveredDocuments(ApiClient client, AddressPolicy policy, Duration together) {
        this.client = client;
        this.policy = policy;
        this.together = together;
    }

    /**
     * Creates a reader of documents; opens nothing.
     *
     * @param upstream what people call the upstream
     * @param context clock, sleeper and randomness
     * @param settings proxy login, address policy and limits; a longer call timeout is cut to {@link #LONGEST}, a longer run
     *     timeout to {@link #LONGEST_TOGETHER}
     * @return the reader
     */
    public static DiscoveredDocuments open(String upstream, ProviderContext context, CallSettings settings) {
        Duration longest = shorter(settings.callTimeout(), LONGEST);
        Duration together = shorter(settings.runTimeout(), LONGEST_TOGETHER);
        ApiEndpoint nowhere = () -> {
            throw new IllegalStateException("each document has an address of its own");
        };
        CallSettings limited = settings.withCallTimeout(longest).withRunTimeout(together);
        ApiClient client = ApiClient.open(upstream, context, limited, nowhere, DiscoveredDocuments::any);
        return new DiscoveredDocuments(client, settings.addresses(), together);
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
        return fetch(purpose, address, client.begin(guard));
    }

    /**
     * Fetches the first document that is there, within one limit of time for all.
     *
     * @param purpose what for, as in "cannot <em>read the server's metadata</em>"
     * @param addresses where it may be, in the order to ask
     * @param guard asked before each request
     * @return the document, a JSON object, or empty if there is none at any address
     * @throws ProviderRejectedException if an address is not allowed; nothing was sent to it
     * @throws ProviderUnavailableException as {@link #fetch(String, URI, CallGuard)}, or if the time is up
     */
    public Optional<JsonNode> firstOf(String purpose, List<URI> addresses, CallGuard guard) {
        ApiRun run = client.begin(guard);
        Instant end = run.now().plus(together);
        for (URI address : addresses) {
            if (!run.now().isBefore(end)) {
                throw new ProviderUnavailableException(client.upstream() + ": could not " + purpose + " within "
                        + together.toSeconds() + " s: try again later");
            }
            Optional<JsonNode> document = fetch(purpose, address, run);
            if (document.isPresent()) {
                return document;
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> fetch(String purpose, URI address, ApiRun run) {
        BaseUrl target = target(address);
        ApiClient there = client.towards(() -> ApiEndpoint.Grant.open(target), DiscoveredDocuments::any);
        ApiRequest request = ApiRequest.get(purpose).upTo(LARGEST);
        try (RawAnswer answer = run.at(there).exchange(request)) {
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

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Classified any(UpstreamError error) {
        return new Classified(Classified.ofStatus(error.status()), "", "");
    }
}
