package io.meepa.credentials.core.tool;

import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes a secret without making a string of it. */
final class SecretBytes {

    private SecretBytes() {}

    static void write(Secret secret, OutputStream out) throws IOException {
        try {
            secret.withBytes(bytes -> {
                put(bytes, out);
                return bytes.length;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void put(byte[] bytes, OutputStream out) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
