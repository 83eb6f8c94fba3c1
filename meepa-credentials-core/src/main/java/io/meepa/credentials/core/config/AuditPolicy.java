package io.meepa.credentials.core.config;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How a trail is kept.
 *
 * @param folder where its files are
 * @param segmentBytes how long a file may get
 * @param kept how many files are kept; all if empty
 * @param refusing whether what cannot be recorded beforehand must not happen
 */
public record AuditPolicy(Path folder, long segmentBytes, OptionalInt kept, boolean refusing) {

    /** The shortest that a file may be made. */
    public static final long LEAST_SEGMENT_BYTES = 4096;
}
