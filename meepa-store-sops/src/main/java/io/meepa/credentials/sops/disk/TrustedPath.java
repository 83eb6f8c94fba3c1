package io.meepa.credentials.sops.disk;

import io.meepa.credentials.error.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Follows symbolic links to a file whose whole path only root or this user can change: every folder and every link on the way
 * belongs to one of the two, and no folder lets others rename what is in it. So mounted secrets are laid out, whose files are
 * links into a folder that is replaced as a whole. Thread-safe.
 */
public final class TrustedPath {

    private static final int MOST_LINKS = 40;

    private final Disk disk;
    private final SafePathChecker checker;

    /**
     * Creates the rule.
     *
     * @param disk the disk
     */
    public TrustedPath(Disk disk) {
        this.disk = disk;
        this.checker = new SafePathChecker(disk);
    }

    /**
     * Follows the links of a path.
     *
     * @param file an absolute path
     * @return the same file by a path without links, or empty if there is nothing
     * @throws StoreException if somebody else could put another file there
     */
    public Optional<Path> resolved(Path file) {
        try {
            return new Walk(file).end();
        } catch (IOException e) {
            throw new StoreException(
                    "cannot examine " + file + " (" + IoErrors.reason(e)
                            + "): check that the disk works and that this user may read there",
                    e);
        }
    }

    private final class Walk {

        private final Path wanted;
        private int links;

        Walk(Path wanted) {
            this.wanted = wanted;
        }

        Optional<Path> end() throws IOException {
            Path root = Objects.requireNonNull(wanted.getRoot());
            requireTrusted(root, disk.state(root).orElseThrow());
            return from(root, root.relativize(wanted));
        }

        /** Continues from a folder that was checked. */
        private Optional<Path> from(Path folder, Path rest) throws IOException {
            Path at = folder;
            for (int i = 0; i < rest.getNameCount(); i++) {
                Path name = rest.getName(i);
                Path next = name.toString().equals("..")
                        ? parent(at)
                        : at.resolve(name).normalize();
                Optional<FileState> state = disk.state(next);
                if (state.isEmpty()) {
                    return Optional.empty();
                }
                requireTrusted(next, state.get());
                if (state.get().kind() == FileState.Kind.LINK) {
                    return through(at, next, remaining(rest, i + 1));
                }
                at = next;
            }
            return Optional.of(at);
        }

        private Optional<Path> through(Path folder, Path link, Path rest) throws IOException {
            if (++links > MOST_LINKS) {
                throw new StoreException(wanted + " leads in a circle of symbolic links: put the real file there");
            }
            Path target = disk.target(link);
            Path start = target.isAbsolute() ? Objects.requireNonNull(target.getRoot()) : folder;
            Path way = target.isAbsolute() ? start.relativize(target) : target;
            return from(start, rest.toString().isEmpty() ? way : way.resolve(rest));
        }

        private Path remaining(Path path, int from) {
            return from < path.getNameCount()
                    ? path.subpath(from, path.getNameCount())
                    : path.getFileSystem().getPath("");
        }

        private Path parent(Path path) {
            Path parent = path.getParent();
            return parent == null ? path : parent;
        }

        private void requireTrusted(Path path, FileState state) {
            if (checker.isForeign(state)) {
                throw refused(path, "belongs to another user (uid " + state.owner() + ")");
            }
            if (state.kind() == FileState.Kind.FOLDER && state.changedByOthers()) {
                throw refused(path, "can be changed by others than its owner");
            }
        }

        private StoreException refused(Path path, String why) {
            String way = path.equals(wanted) ? "it" : path + ", on its path,";
            return new StoreException(
                    wanted + " is not read: " + way + " " + why
                            + ", who could put another file in its place; give it to root or to this program's user, for them alone");
        }
    }
}
