package io.meepa.credentials.sops.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.ReadOnlyFileSystemException;

/** Failures of the disk: as one declared type, and in words. */
public final class IoErrors {

    private IoErrors() {}

    /**
     * Runs a disk operation. The JDK throws some failures undeclared, for instance that of a close; they become declared.
     *
     * @param <T> the result of the operation
     * @param operation the operation
     * @return its result
     * @throws IOException if the operation fails
     */
    public static <T> T declared(Operation<T> operation) throws IOException {
        try {
            return operation.run();
        } catch (IOException | Error e) {
            throw e;
        } catch (UncheckedIOException | DirectoryIteratorException e) {
            throw (IOException) e.getCause();
        } catch (ReadOnlyFileSystemException e) {
            throw new IOException("Read-only file system");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage());
        }
    }

    /**
     * Returns why the disk refused, without the path, which the message around it names.
     *
     * @param error the failure
     * @return the system's own words where there are any
     */
    public static String reason(IOException error) {
        if (error instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason();
        }
        if (error instanceof AccessDeniedException) {
            return "Permission denied";
        }
        boolean systemsOwn = error.getClass() == IOException.class && error.getMessage() != null;
        return systemsOwn
                ? String.valueOf(error.getMessage())
                : error.getClass().getSimpleName();
    }

    /** A disk operation, which may throw what it does not declare. */
    @FunctionalInterface
    public interface Operation<T> {

        /**
         * Runs the operation.
         *
         * @return its result
         * @throws Exception if it fails
         */
        T run() throws Exception;
    }
}
