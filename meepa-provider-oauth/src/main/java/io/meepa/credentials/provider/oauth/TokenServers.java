package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.rules.AddressTemplate;
import io.meepa.credentials.provider.oauth.preset.rules.IdentityRules;
import io.meepa.credentials.provider.oauth.preset.rules.IntrospectRules;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers to which a connection's tokens may go, where the service's metadata names them. They are fixed at the sign-in:
 * metadata that are swapped later lead no token elsewhere. Functions of values.
 */
final class TokenServers {

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#]+");

    private TokenServers() {}

    /** Returns the servers as text, or empty where the preset itself names every address. */
    static Optional<String> of(Preset preset) {
        if (!preset.discovery()) {
            return Optional.empty();
        }
        Stream<String> addresses = Stream.of(
                        Optional.of(preset.token().address()).map(AddressTemplate::text),
                        preset.revoke().map(RevokeRules::address),
                        preset.introspect().map(IntrospectRules::address).map(AddressTemplate::text),
                        preset.identity().address().map(AddressTemplate::text))
                .flatMap(Optional::stream);
        return Optional.of(
                String.join(" ", addresses.map(TokenServers::origin).collect(Collectors.toCollection(TreeSet::new))));
    }

    /** Returns whether a connection's tokens may be sent to an address. */
    static boolean allow(AgentCredential connection, String address) {
        return connection
                .metadata()
                .text(MetadataKeys.SERVERS)
                .map(servers -> Arrays.asList(servers.split(" ")).contains(origin(address)))
                .orElse(true);
    }

    /** Returns whether a connection's tokens may be sent to where the service says whose they are. */
    static boolean allow(AgentCredential connection, IdentityRules rules) {
        return rules.address().map(address -> allow(connection, address.text())).orElse(true);
    }

    private static String origin(String address) {
        Matcher origin = ORIGIN.matcher(address);
        if (!origin.lookingAt()) {
            throw new IllegalArgumentException("no address of a server");
        }
        return origin.group();
    }
}
