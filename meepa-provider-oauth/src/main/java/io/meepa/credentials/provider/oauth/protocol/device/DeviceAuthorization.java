package io.meepa.credentials.provider.oauth.protocol.device;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.token.AnswerShape;
import io.meepa.credentials.provider.oauth.protocol.token.Lifetime;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenEndpoint;
import io.meepa.credentials.provider.oauth.protocol.wire.Addresses;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A sign-in that a person confirms on another device (RFC 8628). Owns the device code. Printing shows the host.
 */
public final class DeviceAuthorization implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(10);
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

    private final Secret deviceCode;
    private final String userCode;
    private final URI verificationUri;
    private final Optional<URI> complete;
    private final Duration lifetime;
    private final Duration interval;

    private DeviceAuthorization(
            Secret deviceCode, String userCode, URI verificationUri, Optional<URI> complete, AnswerNode answer) {
        this.deviceCode = deviceCode;
        this.userCode = userCode;
        this.verificationUri = verificationUri;
        this.complete = complete;
        this.lifetime = within(answer.field("expires_in"), DEFAULT_LIFETIME);
        this.interval = within(answer.field("interval"), DEFAULT_INTERVAL);
    }

    /**
     * Reads a refusal.
     *
     * @param answer the answer; stays the caller's
     * @return what the service said, or empty if it gave codes or nobody knows
     */
    public static Optional<TokenAnswer> refusal(WireAnswer answer) {
        TokenAnswer read = TokenEndpoint.read(answer, AnswerShape.STANDARD);
        if (read instanceof TokenAnswer.Granted granted) {
            granted.tokens().close();
        }
        return read instanceof TokenAnswer.Refused || read instanceof TokenAnswer.Busy
                ? Optional.of(read)
                : Optional.empty();
    }

    /**
     * Reads an answer.
     *
     * @param answer the answer; stays the caller's
     * @param addressField the field of the address: {@code verification_uri}, or what a service calls it
     * @param hosts the hosts at which a person may be sent to confirm
     * @return the authorization
     * @throws IllegalArgumentException if a field is missing, or the address is not https at one of the hosts; the message
     *     repeats no value
     */
    public static DeviceAuthorization read(WireAnswer answer, String addressField, Set<String> hosts) {
        try (AnswerNode tree = answer.tree()) {
            Optional<Secret> code = tree.field("device_code").secret();
            String userCode = tree.field("user_code").clear();
            Optional<URI> address = at(tree.field(addressField), hosts);
            if (!answer.successful() || code.isEmpty() || !userCode.matches("[!-~]{1,64}") || address.isEmpty()) {
                code.ifPresent(Secret::close);
                throw new IllegalArgumentException(
                        "the answer has no device code, no user code or no acceptable " + addressField);
            }
            Optional<URI> complete = at(tree.field("verification_uri_complete"), hosts);
            return new DeviceAuthorization(code.get(), userCode, address.get(), complete, tree);
        }
    }

    /**
     * Returns what the poller trades.
     *
     * @return the code; stays this authorization's
     */
    public Secret deviceCode() {
        return deviceCode;
    }

    /**
     * Returns what the person types.
     *
     * @return the code
     */
    public String userCode() {
        return userCode;
    }

    /**
     * Returns where the person types it.
     *
     * @return the address, https
     */
    public URI verificationUri() {
        return verificationUri;
    }

    /**
     * Returns an address that holds the code already.
     *
     * @return the address, or empty if the service gives none
     */
    public Optional<URI> complete() {
        return complete;
    }

    /**
     * Returns how long the codes live.
     *
     * @return the time from before the request, an hour at most
     */
    public Duration lifetime() {
        return lifetime;
    }

    /**
     * Returns how long to wait between polls.
     *
     * @return the time, from a second to an hour
     */
    public Duration interval() {
        return interval;
    }

    @Override
    public void close() {
        deviceCode.close();
    }

    @Override
    public String toString() {
        return "DeviceAuthorization[" + verificationUri.getHost() + "]";
    }

    private static Optional<URI> at(AnswerNode node, Set<String> hosts) {
        return Addresses.https(node.clear()).filter(uri -> hosts.contains(uri.getHost()) && uri.getPort() == -1);
    }

    private static Duration within(AnswerNode node, Duration absent) {
        Duration read = Lifetime.read(node, Duration.ofDays(365_000)).orElse(absent);
        Duration capped = read.compareTo(LONGEST) > 0 ? LONGEST : read;
        return capped.compareTo(SHORTEST) < 0 ? SHORTEST : capped;
    }
}
