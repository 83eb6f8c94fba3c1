package io.meepa.credentials.sops.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The system's files. Where there are no POSIX modes, files get the system's defaults and folders are not forced. */
public final class SystemDisk implements Disk {

    private static final int PERMISSIONS = 01777;
    private static final int FILE_TYPE = 0170000;
    private static final String NO_KEY = "";
    private static final Set<String> REMOTE = Set.of(
            "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "glusterfs");

    private final boolean unix =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    private volatile OptionalInt user = ProcessUser.find();

    /** Creates the disk. */
    public SystemDisk() {}

    @Override
    public Optional<FileState> state(Path path) throws IOException {
        try {
            return Optional.of(IoErrors.declared(() -> unix ? unixState(path) : basicState(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalInt user() {
        OptionalInt known = user;
        if (known.isEmpty() && unix) {
            known = ProcessUser.find(); // There may have been no descriptor left.
            user = known;
        }
        return known;
    }

    @Override
    public Optional<Stamp> stamp(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = IoErrors.declared(() -> attributes(path));
            return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size(), key(attributes)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        return IoErrors.declared(() -> bytes(file, most));
    }

    private static byte[] bytes(Path file, int most) throws IOException {
        // Files.newInputStream alone opens a channel that an interrupt does not close.
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            // In one piece as far as its length is known: no other copies are left behind.
            byte[] bytes = new byte[Math.min(in.available(), most)];
            int length = in.readNBytes(bytes, 0, bytes.length);
            int next = in.read();
            if (next < 0) {
                return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            }
            return grown(bytes, length, next, in, most);
        }
    }

    /** The file is longer than the system said first. */
    private static byte[] grown(byte[] start, int length, int next, InputStream in, int most) throws IOException {
        byte[] rest = in.readNBytes(most - length);
        if (length + 1 + rest.length > most) {
            throw new FileTooLongException(most);
        }
        byte[] all = Arrays.copyOf(start, length + 1 + rest.length);
        all[length] = (byte) next;
        System.arraycopy(rest, 0, all, length + 1, rest.length);
        return all;
    }

    @Override
    public List<String> names(Path folder) throws IOException {
        return IoErrors.declared(() -> {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
            }
        });
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        IoErrors.declared(() -> Files.createDirectory(folder, permissions("rwx------")));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (!unix) {
            return;
        }
        IoErrors.declared(() -> {
            try (UninterruptedFile open = UninterruptedFile.folder(folder)) {
                open.force();
                return true;
            }
        });
    }

    @Override
    public NewFile create(Path file) throws IOException {
        return IoErrors.declared(() -> UninterruptedFile.create(file, permissions("rw-------")));
    }

    @Override
    public void setModified(Path file, FileTime time) throws IOException {
        IoErrors.declared(() -> {
            Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(time, null, null);
            return true;
        });
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        IoErrors.declared(() -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public Path target(Path link) throws IOException {
        return IoErrors.declared(() -> Files.readSymbolicLink(link));
    }

    @Override
    public void delete(Path path) throws IOException {
        IoErrors.declared(() -> {
            Files.delete(path);
            return true;
        });
    }

    @Override
    public boolean isRemote(Path folder) throws IOException {
        return IoErrors.declared(
                () -> REMOTE.contains(Files.getFileStore(folder).type()));
    }

    private FileAttribute<?>[] permissions(String text) {
        if (!unix) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))};
    }

    private static FileState unixState(Path path) throws IOException {
        Map<String, Object> values =
                Files.readAttributes(path, "unix:mode,nlink,uid,fileKey", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) Objects.requireNonNull(values.get("mode"));
        int links = (Integer) Objects.requireNonNull(values.get("nlink"));
        int owner = (Integer) Objects.requireNonNull(values.get("uid"));
        return new FileState(
                kind(mode), mode & PERMISSIONS, links, owner, Objects.requireNonNull(values.get("fileKey")));
    }

    private static FileState.Kind kind(int mode) {
        return switch (mode & FILE_TYPE) {
            case 0100000 -> FileState.Kind.FILE;
            case 0040000 -> FileState.Kind.FOLDER;
            case 0120000 -> FileState.Kind.LINK;
            default -> FileState.Kind.SPECIAL;
        };
    }

    private static FileState basicState(Path path) throws IOException {
        BasicFileAttributes attributes = attributes(path);
        FileState.Kind kind = attributes.isSymbolicLink()
                ? FileState.Kind.LINK
                : attributes.isDirectory()
                        ? FileState.Kind.FOLDER
                        : attributes.isRegularFile() ? FileState.Kind.FILE : FileState.Kind.SPECIAL;
        return new FileState(kind, FileState.UNKNOWN, 1, FileState.UNKNOWN, key(attributes));
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static Object key(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? NO_KEY : key;
    }
}
