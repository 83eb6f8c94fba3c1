package io.meepa.credentials.sops;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.sops.text.Defect;
import java.security.SecureRandom;

/**
 * Whether a file is intact, without any of its values.
 *
 * @param status the finding
 * @param explanation what was found and where, in words that may be seen
 */
public record SopsVerification(Status status, String explanation) {

    private static final SecureRandom UNUSED = new SecureRandom();

    /** The findings. */
    public enum Status {
        /** The file opens and its MAC fits. */
        OK,
        /** The file may be intact, but no identity at hand opens it. */
        NO_KEY,
        /** The file was changed without the data key. */
        TAMPERED,
        /** The file is no SOPS file, cut off, or of a form we refuse. */
        MALFORMED
    }

    /**
     * Checks a file.
     *
     * @param file its content
     * @param identities what to open it with
     * @return the finding
     */
    public static SopsVerification verify(byte[] file, Identities identities) {
        try {
            SealedFile sealed = SealedFile.parse(file);
            sealed.open(new Unwrapping(sealed.metadata().keys(), identities).dataKey(), UNUSED);
            return new SopsVerification(Status.OK, "intact");
        } catch (KeyUnavailableException e) {
            return new SopsVerification(Status.NO_KEY, String.valueOf(e.getMessage()));
        } catch (Defect e) {
            return new SopsVerification(e.isTampering() ? Status.TAMPERED : Status.MALFORMED, e.finding());
        }
    }
}
