package io.meepa.credentials.sops.disk;

/**
 * What is at a path, links not followed.
 *
 * @param kind what it is
 * @param mode the nine permission bits and the sticky bit, or {@link #UNKNOWN} where there are none
 * @param links how many names it has
 * @param owner the number of the user it belongs to, or {@link #UNKNOWN} where there are none
 * @param key device and inode, or a fixed text where there are none
 */
public record FileState(Kind kind, int mode, int links, int owner, Object key) {

    /** The mode or owner where the system has none. */
    public static final int UNKNOWN = -1;

    private static final int OTHERS = 0b000_111_111;
    private static final int CHANGE = 0b000_010_010;
    private static final int STICKY = 0b001_000_000_000;

    /**
     * Reports whether group or others may do anything with it.
     *
     * @return whether a bit beyond the owner's is set
     */
    public boolean openToOthers() {
        return mode != UNKNOWN && (mode & OTHERS) != 0;
    }

    /**
     * Reports whether group or others may change it: write a file, or rename and remove what is in a folder. In a sticky
     * folder they may do so with what is their own alone.
     *
     * @return whether a write bit beyond the owner's is set
     */
    public boolean changedByOthers() {
        return mode != UNKNOWN && (mode & CHANGE) != 0 && (kind != Kind.FOLDER || (mode & STICKY) == 0);
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
