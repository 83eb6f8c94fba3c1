package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.tree.SopsLeaf;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * A hash over parts, each preceded by its kind and its length or count, so that no two structures give the same bytes. It
 * collects the many small parts before they are hashed: none of them is secret.
 */
final class StructureHash {

    private static final int HEAD = 1 + Integer.BYTES;
    private static final int ROOM = 4 * 1024;

    private final MessageDigest hash = ValueMac.digest("SHA-256");
    private final ByteBuffer collected = ByteBuffer.allocate(ROOM);

    void begin(char kind, int size) {
        makeRoom(HEAD);
        collected.put((byte) kind).putInt(size);
    }

    void add(char kind, byte[] part) {
        begin(kind, part.length);
        makeRoom(part.length);
        if (part.length > collected.remaining()) {
            hash.update(part);
        } else {
            collected.put(part);
        }
    }

    void add(char kind, SopsLeaf part) {
        begin(kind, part.length());
        makeRoom(part.length());
        if (part.length() > collected.remaining()) {
            part.addTo(hash);
        } else {
            part.addTo(collected);
        }
    }

    byte[] finish() {
        flush();
        return hash.digest();
    }

    private void makeRoom(int bytes) {
        if (bytes > collected.remaining()) {
            flush();
        }
    }

    private void flush() {
        hash.update(collected.flip());
        collected.clear();
    }
}
