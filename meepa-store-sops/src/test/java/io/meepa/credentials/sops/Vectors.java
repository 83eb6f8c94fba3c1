package io.meepa.credentials.sops;

import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A file that sops 3.13.2 wrote, and the throw-away identity that opens it. */
final class Vectors {

    private static final String IDENTITY = "AGE-SECRET-KEY-13Q2HDR5DJVYPRUND5Q0JA2SL9KTMEL2LXJT25LCMGRQD8PYNAFEQPE6S5F";

    private Vectors() {}

    static byte[] file() {
        try (InputStream file = Vectors.class.getResourceAsStream("by-sops-3.13.2.json")) {
            return Objects.requireNonNull(file, "test file").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Identities identities() {
        return Identities.of(Identity.parse(Secret.of(IDENTITY)));
    }
}
