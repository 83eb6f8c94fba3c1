package io.meepa.credentials.sops.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The file operations the store is made of, about one system call each; nothing else in it touches files but the locks.
 * A seam: a test records, fails or forgets any of them. No operation follows a symbolic link in the last part of a path.
 * Thread-safe.
 */
public interface Disk {

    /**
     * Examines a file closely.
     *
     * @param path the path
     * @return what is there, or empty
     * @throws IOException if the disk does not say
     */
    Optional<FileState> state(Path path) throws IOException;

    /**
     * Returns the owner of files that are created now.
     *
     * @return the number of the user this process runs as, or empty where the system does not say
     */
    OptionalInt user();

    /**
     * Examines a file cheaply, to see whether it changed.
     *
     * @param path the path
     * @return its stamp, or empty
     * @throws IOException if the disk does not say
     */
    Optional<Stamp> stamp(Path path) throws IOException;

    /**
     * Reads a whole file.
     *
     * @param file the file
     * @param most how many bytes are too many
     * @return its bytes
     * @throws IOException if it is not there, is a link, is longer, or the disk fails
     */
    byte[] read(Path file, int most) throws IOException;

    /**
     * Lists a folder.
     *
     * @param folder the folder
     * @return the names in it, in no order
     * @throws IOException if the disk fails
     */
    List<String> names(Path folder) throws IOException;

    /**
     * Creates a folder that only its owner may enter.
     *
     * @param folder the folder
     * @throws IOException if something is there already, or the disk fails
     */
    void createFolder(Path folder) throws IOException;

    /**
     * Creates a folder's entries survive a power cut.
     *
     * @param folder the folder
     * @throws IOException if the disk fails
     */
    void forceFolder(Path folder) throws IOException;

    /**
     * Creates a file that only its owner may read, from its first instant on.
     *
     * @param file the file
     * @return the file, open for writing
     * @throws IOException if something is there already, a dangling link included, or the disk fails
     */
    NewFile create(Path file) throws IOException;

    /**
     * Sets when a file was modified.
     *
     * @param file the file
     * @param time the time
     * @throws IOException if the disk fails
     */
    void setModified(Path file, FileTime time) throws IOException;

    /**
     * Renames a file, over another one if there is one: whoever looks sees the one or the other.
     *
     * @param from the file
     * @param to its new name, in the same folder
     * @throws IOException if the disk fails
     */
    void move(Path from, Path to) throws IOException;

    /**
     * Reads a symbolic link.
     *
     * @param link the link
     * @return where it leads, perhaps relative to its own folder
     * @throws IOException if it is no link, or the disk fails
     */
    Path target(Path link) throws IOException;

    /**
     * Removes a file or an empty folder.
     *
     * @param path the path
     * @throws IOException if it is not there, or the disk fails
     */
    void delete(Path path) throws IOException;

    /**
     * Reports whether a folder is on another machine, where locks and forcing may not do what they say.
     *
     * @param folder the folder
     * @return whether its file system is one of the network
     * @throws IOException if the disk does not say
     */
    boolean isRemote(Path folder) throws IOException;
}
