package io.meepa.credentials.sops.age;

import java.util.Arrays;
import java.util.List;

/**
 * An age file taken apart, of which nothing is authentic yet. Its arrays are not copied.
 *
 * @see <a href="https://age-encryption.org/v1">The age format, "Header"</a>
 */
final class AgeFile {

    private final List<Stanza> stanzas;
    private final byte[] authenticated;
    private final byte[] mac;
    private final byte[] payload;

    private AgeFile(HeaderReader header, byte[] file) throws AgeDefect {
        header.version();
        stanzas = header.stanzas();
        mac = header.mac();
        authenticated = Arrays.copyOf(file, header.authenticatedEnd());
        payload = Arrays.copyOfRange(file, header.end(), file.length);
    }

    static AgeFile parse(byte[] file) throws AgeDefect {
        return new AgeFile(new HeaderReader(file), file);
    }

    /** The wrapped file keys; at least one. */
    List<Stanza> stanzas() {
        return stanzas;
    }

    /** The part of the header that the MAC is over. */
    byte[] authenticated() {
        return authenticated;
    }

    /** The MAC as it stands, of 32 bytes. */
    byte[] mac() {
        return mac;
    }

    /** The nonce and what is encrypted. */
    byte[] payload() {
        return payload;
    }
}
