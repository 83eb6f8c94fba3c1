package io.meepa.credentials.spi.network;

/** What an address leads to, in the order of caution. */
public enum AddressClass {
    /** Any host of the Internet. */
    PUBLIC,
    /** A host of this organisation's networks, or an address that a VPN made up. */
    PRIVATE,
    /** This machine. */
    LOOPBACK,
    /** Link-local (cloud metadata among it), multicast, reserved, or a tunnel past these rules. */
    RESERVED
}
