package io.meepa.credentials.sops.disk;

import java.io.IOException;

/** A file is longer than its reader accepts. */
public final class FileTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    FileTooLongException(int most) {
        super("longer than " + most + " bytes");
    }
}
