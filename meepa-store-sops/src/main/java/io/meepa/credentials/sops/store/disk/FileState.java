package io.meepa.credentials.sops.store.disk;

/**
 * What is at a path, links not followed.
 *
 * @param kind what it is
 * @param mode the nine permission bits, or {@link #UNKNOWN} where there are none
 * @param links how many names it has
 * @param owner the number of the user it belongs to, or {@link #UNKNOWN} where there are none
 * @param key device and inode, or a fixed text where there are none
 */
public record FileState(Kind kind, int mode, int links, int owner, Object key) {

    /** The mode or owner where the system has none. */
    public static final int UNKNOWN = -1;

    private static final int OTHERS = 0b000_111_111;

    /**
     * Tells whether group or others may do anything with it.
     *
     * @return whether a bit beyond the owner's is set
     */
    public boolean openToOthers() {
        return mode != UNKNOWN && (mode & OTHERS) != 0;
    }

    /** What can be at a path. */
    public enum Kind {
        /** A regular file. */
        FILE,
        /** A folder. */
        FOLDER,
        /** A symbolic link. */
        LINK,
        /** A pipe, device or socket. */
        SPECIAL
    }
}
