package io.meepa.credentials.tool;

import java.io.OutputStream;
import java.io.Writer;
import java.util.Map;

/**
 * Replaces known secrets in a text or a stream: as they are, and in base64 (wherever they stand in a longer text), URL,
 * JSON and hexadecimal form. A secret split over several writes is found.
 *
 * <p>It hides what a tool prints by accident. A tool that wants to disclose a secret can always spell it differently.
 *
 * <p>Thread-safe; the streams and writers it makes are not. Each remembers its own position.
 */
public interface OutputMask {

    /** What stands in place of a secret. */
    String MARK = "***";

    /** The shortest secret that is masked, in characters: shorter ones would shred harmless output. */
    int SHORTEST = 8;

    /** The longest secret that is masked, in bytes. */
    int LONGEST = 32_768;

    /**
     * Masks a complete text.
     *
     * @param text the text
     * @return the same text if there is no secret in it, else a masked copy
     */
    String apply(String text);

    /**
     * Masks bytes on their way. Flushing passes on all but the beginning of a possible secret; closing passes on the
     * rest, unless it is 16 bytes or more of a secret that was cut off, and closes the target.
     *
     * @param target where masked bytes go
     * @return the stream to write to
     */
    OutputStream filter(OutputStream target);

    /**
     * Masks characters on their way, like {@link #filter(OutputStream)}.
     *
     * @param target where masked characters go
     * @return the writer to write to
     */
    Writer filter(Writer target);

    /**
     * Returns which values are not masked, and why.
     *
     * @return reasons by the name that the value was registered under
     */
    Map<String, Refusal> refused();

    /** Why a value is not masked. */
    enum Refusal {
        /** It has fewer than {@value OutputMask#SHORTEST} characters. */
        TOO_SHORT,
        /** It has more than {@value OutputMask#LONGEST} bytes. */
        TOO_LONG
    }
}
