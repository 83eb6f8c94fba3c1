package io.meepa.credentials.sops.store;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/** Key files as a person makes them. */
final class Keys {

    private static final Instant CREATED = Instant.parse("2026-11-21T09:00:00Z");

    private Keys() {}

    static Path keep(Path file, Identity... identities) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        for (Identity identity : identities) {
            Files.writeString(file, text(identity), StandardOpenOption.APPEND);
        }
        return file;
    }

    static String text(Identity identity) {
        try (Secret content = identity.file(CREATED)) {
            return content.reveal();
        }
    }
}
