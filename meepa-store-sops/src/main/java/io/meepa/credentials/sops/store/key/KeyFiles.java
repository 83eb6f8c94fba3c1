package io.meepa.credentials.sops.store.key;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.DurabilityUnknownException;
import io.meepa.credentials.KeyUnavailableException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.StoreException;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.store.disk.Disk;
import io.meepa.credentials.sops.store.disk.DurableFiles;
import io.meepa.credentials.sops.store.disk.FileState;
import io.meepa.credentials.sops.store.disk.Guard;
import io.meepa.credentials.spi.StoreLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A key file an agent, in the form of age-keygen, readable by its owner alone. Thread-safe. */
public final class KeyFiles implements KeySource {

    private static final int LONGEST = 64 * 1024;

    private final Path home;
    private final Function<AgentId, Path> place;
    private final Disk disk;
    private final DurableFiles files;
    private final Guard guard;
    private final Clock clock;
    private final Supplier<StoreLock> creation;

    /**
     * Makes the source.
     *
     * @param home the folder below which no link is followed
     * @param place where an agent's key file is
     * @param disk the disk
     * @param files creates key files
     * @param clock tells when a key pair was made
     * @param creation takes the lock under which key files are made: agents may share one
     */
    public KeyFiles(
            Path home,
            Function<AgentId, Path> place,
            Disk disk,
            DurableFiles files,
            Clock clock,
            Supplier<StoreLock> creation) {
        this.home = home;
        this.place = place;
        this.disk = disk;
        this.files = files;
        this.guard = new Guard(disk);
        this.clock = clock;
        this.creation = creation;
    }

    @Override
    public Secret read(AgentId agent) {
        Path file = place.apply(agent);
        FileState state = look(file).orElseThrow(() -> missing(agent));
        if (guard.isForeign(state)) {
            throw new KeyUnavailableException(describe(agent) + " belongs to another user (uid " + state.owner()
                    + "), who knows the key: if it is yours, run chown with this program's user on " + file
                    + ", or run this program as that user; otherwise put your own key there");
        }
        if (state.openToOthers()) {
            throw new KeyUnavailableException(
                    describe(agent) + " can be read by others than its owner: treat the key as"
                            + " known to them, or, if nobody was there, run chmod 600 " + file);
        }
        try {
            Secret content = Secret.takingOver(disk.read(file, LONGEST));
            requireSame(file, state, content);
            return content;
        } catch (IOException e) {
            throw new KeyUnavailableException(
                    describe(agent) + " cannot be read: check that it belongs to this user and that the disk works", e);
        }
    }

    @Override
    public Object version(AgentId agent) {
        try {
            return disk.stamp(place.apply(agent)).orElseThrow(() -> missing(agent));
        } catch (IOException e) {
            throw new KeyUnavailableException(describe(agent) + " cannot be looked at: check that the disk works", e);
        }
    }

    @Override
    public void ensure(AgentId agent) {
        Path file = place.apply(agent);
        Path folder = Objects.requireNonNull(file.getParent());
        if (look(file).isEmpty()) {
            files.createFolder(folder);
            createAlone(file);
        }
        // A process that died may have made it without forcing the folder.
        files.force(folder);
    }

    @Override
    public String describe(AgentId agent) {
        return "key file " + place.apply(agent);
    }

    private void createAlone(Path file) {
        StoreLock lock = creation.get();
        try {
            if (look(file).isEmpty()) {
                create(file);
            }
        } finally {
            lock.close();
        }
    }

    private void create(Path file) {
        try (Secret content = Identity.generate().file(clock.instant())) {
            content.use(bytes -> {
                files.replace(
                        file,
                        bytes,
                        () -> look(file).ifPresent(state -> {
                            throw new StoreException(file + " appeared just now: try again");
                        }));
                return bytes.length;
            });
        } catch (DurabilityUnknownException e) {
            // A key that a power cut may take must not be used: what is encrypted to it would be lost.
            files.delete(file, () -> {});
            throw new StoreException(
                    "cannot keep " + file + ": the disk did not confirm it, so no key pair was made", e);
        }
    }

    private Optional<FileState> look(Path file) {
        if (file.startsWith(home)) {
            guard.folders(home, Objects.requireNonNull(file.getParent()));
        }
        return guard.anyonesFile(file);
    }

    private void requireSame(Path file, FileState before, Secret content) {
        if (look(file).filter(after -> after.key().equals(before.key())).isEmpty()) {
            content.close();
            throw new StoreException(file + " was replaced while it was read: try again");
        }
    }

    private KeyUnavailableException missing(AgentId agent) {
        return new KeyUnavailableException("agent " + agent + ": " + describe(agent)
                + " is not there: put it back from a backup; without it the credentials cannot be decrypted");
    }
}
