package io.meepa.credentials.core.audit;

import io.meepa.credentials.core.files.OwnFiles;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key in a file that its owner alone can read, made when a trail begins.
 *
 * @param file where it is; not in the trail's folder, which others may be given to read
 */
public record KeyFile(Path file) implements AuditKey {

    private static final int LONGEST = 4096;

    @Override
    public Secret read() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new KeyUnavailableException("the audit trail's key file " + file
                    + " is not there: put it back from a backup, or move the trail's folder away to begin a new one");
        }
        return content();
    }

    @Override
    public Secret readOrMake() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            make();
        }
        return content();
    }

    private Secret content() {
        if (OwnFiles.openToOthers(file)) {
            throw new KeyUnavailableException("the audit trail's key file " + file
                    + " can be read by others, who can forge records: move the trail and the key away, or, if nobody"
                    + " was there, run chmod 600 " + file);
        }
        try {
            Secret key = Secret.wrap(OwnFiles.read(file, LONGEST));
            if (key.withBytes(KeyFile::length) < LEAST_BYTES) {
                key.close();
                throw new KeyUnavailableException("the audit trail's key file " + file + " has fewer than "
                        + LEAST_BYTES + " bytes: put the right one there");
            }
            return key;
        } catch (IOException e) {
            throw new KeyUnavailableException(
                    "the audit trail's key file " + file + " cannot be read (" + OwnFiles.reason(e)
                            + "): it has to be a file of this user, not a link",
                    e);
        }
    }

    private static int length(byte[] bytes) {
        return bytes.length;
    }

    /** Another process may be faster: then its key counts. */
    private void make() {
        byte[] random = new byte[LEAST_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] text = HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
        try {
            OwnFiles.createFolders(OwnFiles.parent(file));
            OwnFiles.createWhole(file, text);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw new KeyUnavailableException(
                    "the audit trail's key file " + file + " cannot be made (" + OwnFiles.reason(e)
                            + "): check that the disk is writable, has room and belongs to this user",
                    e);
        } finally {
            Arrays.fill(random, (byte) 0);
            Arrays.fill(text, (byte) 0);
        }
    }
}
