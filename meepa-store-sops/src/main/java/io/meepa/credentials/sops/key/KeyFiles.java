package io.meepa.credentials.sops.key;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.disk.Disk;
import io.meepa.credentials.sops.disk.FileState;
import io.meepa.credentials.sops.disk.FileTooLongException;
import io.meepa.credentials.sops.disk.IoErrors;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.sops.disk.Stamp;
import io.meepa.credentials.sops.disk.SystemDisk;
import io.meepa.credentials.sops.disk.TrustedPath;
import io.meepa.credentials.sops.text.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one key file per agent, in the form of age-keygen. Below the home it must be a file of its owner alone, reached through no
 * link. Elsewhere it may be a link whose whole path only root or this user can change, and a file of root's that others may
 * read, as containers mount secrets. Thread-safe.
 */
public final class KeyFiles implements KeySource {

    private static final int ROOT = 0;

    private final Path home;
    private final Function<AgentId, Path> place;
    private final Disk disk;
    private final SafePathChecker checker;
    private final TrustedPath trusted;

    /**
     * Creates the source over the system's files. It never makes a key pair.
     *
     * @param home the folder below which no link is followed
     * @param place where an agent's key file is
     */
    public KeyFiles(Path home, Function<AgentId, Path> place) {
        this(home, place, new SystemDisk());
    }

    /**
     * Creates the source. It never makes a key pair.
     *
     * @param home the folder below which no link is followed
     * @param place where an agent's key file is
     * @param disk the disk
     */
    public KeyFiles(Path home, Function<AgentId, Path> place, Disk disk) {
        this.home = home;
        this.place = place;
        this.disk = disk;
        this.checker = new SafePathChecker(disk);
        this.trusted = new TrustedPath(disk);
    }

    @Override
    public Secret read(AgentId agent) {
        Found found = found(agent).orElseThrow(() -> missing(agent));
        requireOwn(agent, found);
        try {
            Secret content = Secret.wrap(disk.read(found.real, Limits.IDENTITY_FILE_BYTES));
            requireSame(agent, found, content);
            return content;
        } catch (FileTooLongException e) {
            throw new KeyUnavailableException(
                    describe(agent) + " is larger than " + Limits.IDENTITY_FILE_BYTES + " bytes: put a key file there",
                    e);
        } catch (IOException e) {
            throw new KeyUnavailableException(
                    describe(agent) + " cannot be read (" + IoErrors.reason(e)
                            + "): check that this user may read it and that the disk works",
                    e);
        }
    }

    @Override
    public Object version(AgentId agent) {
        try {
            Path file = file(agent);
            Path real = followsLinks(file) ? trusted.resolved(file).orElseThrow(() -> missing(agent)) : file;
            return new Version(real, disk.stamp(real).orElseThrow(() -> missing(agent)));
        } catch (IOException e) {
            throw new KeyUnavailableException(
                    describe(agent) + " cannot be examined (" + IoErrors.reason(e) + "): check that the disk works", e);
        }
    }

    @Override
    public String describe(AgentId agent) {
        return "key file " + file(agent);
    }

    /**
     * Returns where an agent's key file is.
     *
     * @param agent the agent
     * @return the path, whether or not there is a file
     */
    public Path file(AgentId agent) {
        return place.apply(agent);
    }

    /**
     * Reports whether an agent has a key file.
     *
     * @param agent the agent
     * @return whether there is one; it may still be unusable
     * @throws StoreException if a secret must not be read by way of this path
     */
    public boolean exists(AgentId agent) {
        return found(agent).isPresent();
    }

    private Optional<Found> found(AgentId agent) {
        Path file = file(agent);
        if (followsLinks(file)) {
            return trusted.resolved(file)
                    .flatMap(real -> checker.anyonesFile(real).map(state -> new Found(real, state)));
        }
        if (file.startsWith(home)) {
            checker.folders(home, Objects.requireNonNull(file.getParent()));
        }
        return checker.anyonesFile(file).map(state -> new Found(file, state));
    }

    /** Outside the home alone. */
    private boolean followsLinks(Path file) {
        try {
            return !file.startsWith(home)
                    && disk.state(file)
                            .filter(state -> state.kind() == FileState.Kind.LINK)
                            .isPresent();
        } catch (IOException e) {
            return false; // The next step meets the same failure and says so.
        }
    }

    private void requireOwn(AgentId agent, Found found) {
        Path file = file(agent);
        FileState state = found.state;
        if (checker.isForeign(state)) {
            throw new KeyUnavailableException(describe(agent) + " belongs to another user (uid " + state.owner()
                    + "), who knows the key: if it is yours, run chown with this program's user on " + file
                    + ", or run this program as that user; otherwise put your own key there");
        }
        if (state.openToOthers() && !isMounted(file, state)) {
            throw new KeyUnavailableException(
                    describe(agent) + " can be read by others than its owner: treat the key as"
                            + " known to them, or, if nobody was there, run chmod 600 " + file);
        }
    }

    /** A secret that root mounts for this program: readable by its group or all, and changed by root alone. */
    private boolean isMounted(Path file, FileState state) {
        boolean ownerMayWrite = (state.mode() & 0200) != 0;
        boolean runByRoot = disk.user().isPresent() && disk.user().getAsInt() == ROOT;
        return !file.startsWith(home)
                && state.owner() == ROOT
                && !state.changedByOthers()
                && !(runByRoot && ownerMayWrite)
                && trusted.resolved(file).isPresent();
    }

    private void requireSame(AgentId agent, Found before, Secret content) {
        if (found(agent)
                .filter(after -> after.state.key().equals(before.state.key()))
                .isEmpty()) {
            content.close();
            throw new StoreException(file(agent) + " was replaced while it was read: try again");
        }
    }

    private KeyUnavailableException missing(AgentId agent) {
        return new KeyUnavailableException("agent " + agent + ": " + describe(agent)
                + " is not there: put it back from a backup; without it the credentials cannot be decrypted");
    }

    /** A key file, by a path without links. */
    private record Found(Path real, FileState state) {}

    /** Mounted secrets are replaced as a whole: then the path differs, though nothing else may. */
    private record Version(Path real, Stamp stamp) {

        /** Written out, as that of {@link Stamp} is: the first use of a generated one is what a short process waits for. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Version that && real.equals(that.real) && stamp.equals(that.stamp);
        }

        /** Written out as {@link #equals} is. */
        @Override
        public int hashCode() {
            return 31 * real.hashCode() + stamp.hashCode();
        }
    }
}
