package io.meepa.credentials.sops.store.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Why the disk refused, without the path, which the message around it names. */
final class Reason {

    private Reason() {}

    static String of(IOException error) {
        if (error instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason();
        }
        return error.getClass().getSimpleName();
    }
}
