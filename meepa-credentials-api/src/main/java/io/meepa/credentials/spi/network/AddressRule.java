package io.meepa.credentials.spi.network;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Classifies addresses by the IANA special-purpose registries. An address that embeds an IPv4 address has its class. */
public final class AddressRule {

    /** RFC 6052, section 2.1: the well-known prefix of NAT64 and DNS64, 64:ff9b::/96. */
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    /** RFC 8215: the prefix for translators of one network, 64:ff9b:1::/48. */
    private static final byte[] LOCAL_NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 1};

    /** Where RFC 6052, section 2.2, embeds an IPv4 address below a prefix of 48, 56, 64 and 96 bits. */
    private static final List<int[]> EMBEDDINGS = List.of(
            new int[] {6, 7, 9, 10}, new int[] {7, 9, 10, 11}, new int[] {9, 10, 11, 12}, new int[] {12, 13, 14, 15});

    private AddressRule() {}

    /**
     * Returns the class of an address.
     *
     * @param address the address
     * @return its class
     */
    public static AddressClass of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return AddressClass.LOOPBACK;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return four(bytes);
        }
        return address instanceof Inet6Address ? six(bytes) : AddressClass.RESERVED;
    }

    private static AddressClass four(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean siteLocal = first == 10 || (first == 172 && second / 16 == 1) || (first == 192 && second == 168);
        boolean shared = first == 100 && second / 64 == 1;
        // A VPN that answers names with made-up addresses takes them from the range for benchmarks.
        boolean benchmark = first == 198 && second / 2 == 9;
        if (siteLocal || shared || benchmark) {
            return AddressClass.PRIVATE;
        }
        boolean linkLocal = first == 169 && second == 254;
        boolean protocol = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean documentation =
                (first == 198 && second == 51 && third == 100) || (first == 203 && second == 0 && third == 113);
        boolean unusable = first == 0 || first == 127 || first >= 224;
        return linkLocal || protocol || documentation || unusable ? AddressClass.RESERVED : AddressClass.PUBLIC;
    }

    private static AddressClass six(byte[] bytes) {
        if (startsWith(bytes, NAT64)) {
            return four(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (startsWith(bytes, LOCAL_NAT64)) {
            return embedded(bytes);
        }
        if ((bytes[0] & 0xfe) == 0xfc) {
            return AddressClass.PRIVATE;
        }
        // Global unicast is 2000::/3. 6to4, Teredo and documentation are within, and lead elsewhere.
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean documentation = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8;
        return global && !sixToFour && !teredo && !documentation ? AddressClass.PUBLIC : AddressClass.RESERVED;
    }

    /**
     * The length of the prefix is not in the address. All readings count that RFC 6052 allows: byte 8 and what follows the
     * IPv4 address are zero. The strictest decides.
     */
    private static AddressClass embedded(byte[] bytes) {
        return EMBEDDINGS.stream()
                .filter(places -> bytes[8] == 0 && zero(bytes, places[3] + 1))
                .map(places -> new byte[] {bytes[places[0]], bytes[places[1]], bytes[places[2]], bytes[places[3]]})
                .filter(four -> !zero(four, 0))
                .map(AddressRule::four)
                .max(Enum::compareTo)
                .orElse(AddressClass.RESERVED);
    }

    private static boolean zero(byte[] bytes, int from) {
        return IntStream.range(from, bytes.length).allMatch(i -> bytes[i] == 0);
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return MessageDigest.isEqual(Arrays.copyOf(bytes, prefix.length), prefix);
    }
}
