package io.meepa.credentials.core.migration;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.DocumentNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** An old, unencrypted file: an agent's {@code identity.json}, or a plain document. */
public final class LegacyFile {

    private final Path file;

    private LegacyFile(Path file) {
        this.file = file;
    }

    /** Names an agent's file; it need not exist. */
    public static LegacyFile of(Path home, AgentId agent) {
        return new LegacyFile(home.resolve("agents").resolve(agent.value()).resolve("identity.json"));
    }

    /** Names a file anywhere. */
    public static LegacyFile at(Path file) {
        return new LegacyFile(file);
    }

    /** Returns whether it is there, as a file of its own. */
    public boolean exists() {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads it.
     *
     * @throws StoreException if it cannot be read
     * @throws io.meepa.credentials.error.CorruptDocumentException if it is no JSON object
     */
    public DocumentNode.Fields read() {
        try {
            if (Files.size(file) > PlainJson.LARGEST) {
                throw new StoreException(file + " is larger than any file of credentials: move it away");
            }
            return PlainJson.read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new StoreException(file + " cannot be read: check its permissions", e);
        }
    }

    /**
     * Deletes it. To be called once all of it was read back from where it moved to.
     *
     * @throws StoreException if it cannot be deleted
     */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreException(file + " was moved into the encrypted document but stays: delete it", e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
