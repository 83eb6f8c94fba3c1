package io.meepa.credentials.provider.gworkspace.identity;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A service account's key file, read anew at each use. Only its owner may have rights to it. A symbolic link is followed,
 * since container platforms mount secrets as such, and what it leads to is held to the same rule.
 *
 * @param path the file
 * @param keyPath the setting that names it
 */
record KeyFile(Path path, String keyPath) implements SecretSource {

    private static final long LONGEST = 64L * 1024;
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    @Override
    public Secret read() {
        try {
            if (!Files.isRegularFile(path)) {
                throw refused("is no readable file", "put the service account's JSON key there");
            }
            requireOwnersOnly();
            if (Files.size(path) > LONGEST) {
                throw refused("is larger than a key file can be", "put the service account's JSON key there");
            }
            return Secret.wrap(Files.readAllBytes(path));
        } catch (IOException e) {
            throw refused("cannot be read", "check that this process may read it");
        }
    }

    @Override
    public boolean available() {
        return Files.isReadable(path);
    }

    @Override
    public String describe() {
        return "key file " + path + " (" + keyPath + ")";
    }

    private void requireOwnersOnly() throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(path))) {
            throw refused("may be read or written by others than its owner", "run chmod 600 on it");
        }
    }

    private ConfigurationException refused(String what, String remedy) {
        return new ConfigurationException(describe() + " " + what + ": " + remedy);
    }
}
