package io.meepa.credentials.sops.store;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.key.KeyFiles;
import io.meepa.credentials.sops.key.KeySource;
import io.meepa.credentials.spi.store.DurabilityUnknownException;
import io.meepa.credentials.spi.store.StoreLock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Key files that are made at an agent's first write. Thread-safe.
 *
 * @param keys reads the files
 * @param files creates them
 * @param clock the time of creation, for the comment in the file
 * @param creation takes the lock under which key files are made: agents may share one
 */
record KeyPairFiles(KeyFiles keys, DurableFiles files, Clock clock, Supplier<StoreLock> creation) implements KeySource {

    @Override
    public Secret read(AgentId agent) {
        return keys.read(agent);
    }

    @Override
    public Object version(AgentId agent) {
        return keys.version(agent);
    }

    @Override
    public String describe(AgentId agent) {
        return keys.describe(agent);
    }

    @Override
    public Optional<Identity> ensure(AgentId agent) {
        Path folder = Objects.requireNonNull(keys.file(agent).getParent());
        Optional<Identity> made = Optional.empty();
        if (!keys.exists(agent)) {
            files.createFolder(folder);
            made = createAlone(agent);
        }
        if (made.isEmpty()) {
            // A process that died may have made it without forcing the folder.
            files.force(folder);
        }
        return made;
    }

    private Optional<Identity> createAlone(AgentId agent) {
        StoreLock lock = creation.get();
        try {
            return keys.exists(agent) ? Optional.empty() : Optional.of(create(agent));
        } finally {
            lock.close();
        }
    }

    private Identity create(AgentId agent) {
        Path file = keys.file(agent);
        Identity identity = Identity.generate();
        try (Secret content = identity.file(clock.instant())) {
            content.withBytes(bytes -> {
                files.replace(file, bytes, () -> {
                    if (keys.exists(agent)) {
                        throw new StoreException(file + " appeared just now: try again");
                    }
                });
                return bytes.length;
            });
            return identity;
        } catch (DurabilityUnknownException e) {
            // A key that a power cut may take must not be used: what is encrypted to it would be lost.
            files.delete(file, () -> {});
            throw new StoreException(
                    "cannot keep " + file + ": the disk did not confirm it, so no key pair was made", e);
        }
    }
}
