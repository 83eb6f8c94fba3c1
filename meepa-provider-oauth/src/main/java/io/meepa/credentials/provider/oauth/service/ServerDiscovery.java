package io.meepa.credentials.provider.oauth.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.provider.oauth.protocol.discovery.ServerMetadata;
import io.meepa.credentials.provider.oauth.protocol.discovery.WellKnown;
import io.meepa.credentials.provider.oauth.protocol.wire.Addresses;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerReader;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.provider.support.DiscoveredDocuments;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What servers publish about themselves (RFC 8414), kept for an hour. A server's document is asked for at three addresses at
 * most, and believed for the issuer that it was looked up under. Thread-safe.
 */
public final class ServerDiscovery implements AutoCloseable {

    private static final Duration KEPT = Duration.ofHours(1);

    private final DiscoveredDocuments documents;
    private final Function<String, Optional<URI>> addresses;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private ServerDiscovery(DiscoveredDocuments documents, Function<String, Optional<URI>> addresses, Clock clock) {
        this.documents = documents;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * Creates a reader of metadata; opens nothing.
     *
     * @param context clock, sleeper and randomness
     * @param settings how to call
     * @return the reader, which the caller closes
     */
    public static ServerDiscovery open(ProviderContext context, CallSettings settings) {
        return new ServerDiscovery(
                DiscoveredDocuments.open("the service", context, settings),
                settings.addresses().loopback() ? Addresses::httpsOrLoopback : Addresses::https,
                context.clock());
    }

    /**
     * Returns the metadata of an issuer.
     *
     * @param issuer the issuer, character by character
     * @param guard asked before each call
     * @return the metadata
     * @throws ProviderRejectedException if it publishes none, or none that can be believed
     * @throws io.meepa.credentials.error.ProviderException if it cannot be asked
     */
    public ServerMetadata of(String issuer, CallGuard guard) {
        return find(issuer, guard)
                .orElseThrow(() -> new ProviderRejectedException(
                        issuer + " publishes no metadata: name its addresses in the preset"));
    }

    /**
     * Returns the metadata of an issuer that may have none.
     *
     * @param issuer the issuer, character by character
     * @param guard asked before each call
     * @return the metadata, or empty if there is no document
     * @throws ProviderRejectedException if it publishes one that cannot be believed
     * @throws io.meepa.credentials.error.ProviderException if it cannot be asked
     */
    public Optional<ServerMetadata> find(String issuer, CallGuard guard) {
        Optional<Known> recent = Optional.ofNullable(known.get(issuer))
                .filter(entry -> clock.instant().isBefore(entry.until()));
        if (recent.isPresent()) {
            return recent.map(Known::metadata);
        }
        Optional<ServerMetadata> metadata = read(issuer, guard);
        metadata.ifPresent(
                found -> known.put(issuer, new Known(found, clock.instant().plus(KEPT))));
        return metadata;
    }

    @Override
    public void close() {
        documents.close();
    }

    private Optional<ServerMetadata> read(String issuer, CallGuard guard) {
        List<URI> places = places(issuer);
        try {
            return documents
                    .firstOf("read the server's metadata", places, guard)
                    .map(document -> ServerMetadata.read(tree(document), issuer, addresses));
        } catch (IllegalArgumentException e) {
            throw new ProviderRejectedException("the metadata of " + issuer + " cannot be used: " + e.getMessage());
        }
    }

    /** An issuer that is no plain address is not repeated: a password may stand in it. */
    private List<URI> places(String issuer) {
        try {
            return WellKnown.of(issuer, addresses);
        } catch (IllegalArgumentException e) {
            throw new ProviderRejectedException("the metadata of a server cannot be asked for: " + e.getMessage());
        }
    }

    private static AnswerNode tree(JsonNode document) {
        return AnswerReader.strict()
                .readJson(document.toString().getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalArgumentException("the document is too large"));
    }

    private record Known(ServerMetadata metadata, Instant until) {}
}
