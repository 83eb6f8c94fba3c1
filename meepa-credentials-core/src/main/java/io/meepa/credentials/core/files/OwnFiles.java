package io.meepa.credentials.core.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Files of mode 0600 in folders of mode 0700, never reached through a link at their end. Stateless. */
public final class OwnFiles {

    private static final String FILE_MODE = "rw-------";
    private static final String FOLDER_MODE = "rwx------";
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnFiles() {}

    /** Opens a file, made for its owner alone if it is made. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all, mode(file, FILE_MODE));
    }

    /** Reads a file of a length. */
    public static byte[] read(Path file, int most) throws IOException {
        try (FileChannel channel = open(file, StandardOpenOption.READ)) {
            if (channel.size() > most) {
                throw new IOException("longer than expected");
            }
            return read(channel, 0, (int) channel.size());
        }
    }

    /** Reads a part of a file. */
    public static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("shorter than expected");
            }
        }
        return bytes.array();
    }

    /** Creates a file so that it is there whole or not at all, and stays. */
    public static void createWhole(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel = open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            link(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(parent(file));
    }

    /** Unlike a rename, a second name is refused where a file is already. */
    private static void link(Path temporary, Path file) throws IOException {
        try {
            Files.createLink(file, temporary);
        } catch (UnsupportedOperationException | AtomicMoveNotSupportedException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(temporary, file);
        }
    }

    /** Creates a folder and those above it, so that they stay. */
    public static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path above = parent(folder);
        if (!Files.isDirectory(above)) {
            createFolders(above);
        }
        try {
            Files.createDirectory(folder, mode(folder, FOLDER_MODE));
        } catch (FileAlreadyExistsException e) {
            requireFolder(folder); // Another process may have been faster.
        }
        forceFolder(above);
    }

    /** Refuses what is no folder. */
    public static void requireFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    /** Makes what happened in a folder stay. */
    public static void forceFolder(Path folder) throws IOException {
        if (posix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Returns whether others than the owner may do anything with it, or nobody knows. */
    public static boolean openToOthers(Path file) {
        try {
            return posix(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return true;
        }
    }

    /** Returns the folder of a file. */
    public static Path parent(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    /** Names what went wrong without a message, which is the system's and may be in any language. */
    public static String reason(IOException failure) {
        return failure.getClass().getSimpleName();
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return posix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
