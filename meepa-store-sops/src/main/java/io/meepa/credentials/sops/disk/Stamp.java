package io.meepa.credentials.sops.disk;

import java.nio.file.attribute.FileTime;

/**
 * Distinguishes one version of a file from another, given that our writers make the time strictly increase.
 *
 * @param modified when it was modified
 * @param size how long it is, in bytes
 * @param key device and inode, or a fixed text where there are none
 */
public record Stamp(FileTime modified, long size, Object key) {}
