package io.meepa.credentials.provider.oauth;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What servers publish about themselves (RFC 8414), kept for an hour. A server's document is asked for at three addresses at
 * most, and believed for the issuer that it was looked up under. Thread-safe.
 */
final class ServerDiscovery implements AutoCloseable {

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

    static ServerDiscovery open(ProviderContext context, CallSettings settings) {
        return new ServerDiscovery(
                DiscoveredDocuments.open("the service", context, settings),
                settings.addresses().loopback() ? Addresses::httpsOrLoopback : Addresses::https,
                context.clock());
    }

    /**
     * Returns the metadata of an issuer.
     *
     * @throws ProviderRejectedException if it publishes none, or none that can be believed
     * @throws io.meepa.credentials.error.ProviderException if it cannot be asked
     */
    ServerMetadata of(String issuer, CallGuard guard) {
        Optional<Known> recent = Optional.ofNullable(known.get(issuer))
                .filter(entry -> clock.instant().isBefore(entry.until()));
        if (recent.isPresent()) {
            return recent.get().metadata();
        }
        ServerMetadata metadata = read(issuer, guard);
        known.put(issuer, new Known(metadata, clock.instant().plus(KEPT)));
        return metadata;
    }

    @Override
    public void close() {
        documents.close();
    }

    private ServerMetadata read(String issuer, CallGuard guard) {
        try {
            for (URI address : WellKnown.of(issuer, addresses)) {
                Optional<JsonNode> document = documents.fetch("read the server's metadata", address, guard);
                if (document.isPresent()) {
                    return ServerMetadata.read(tree(document.get()), issuer, addresses);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ProviderRejectedException("the metadata of " + issuer + " cannot be used: " + e.getMessage());
        }
        throw new ProviderRejectedException(issuer + " publishes no metadata: name its addresses in the preset");
    }

    private static AnswerNode tree(JsonNode document) {
        return AnswerReader.strict()
                .readJson(document.toString().getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalArgumentException("the document is too large"));
    }

    private record Known(ServerMetadata metadata, Instant until) {}
}
