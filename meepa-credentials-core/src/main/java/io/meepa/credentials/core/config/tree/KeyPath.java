package io.meepa.credentials.core.config.tree;

import java.util.List;

/** Where a key stands in the tree, in the words of messages. */
public final class KeyPath {

    private static final int LONGEST = 128;

    private KeyPath() {}

    /** Returns the path of a key below another. */
    public static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static List<String> segments(String path) {
        return List.of(path.split("\\.", -1));
    }

    static boolean isSound(String key) {
        return !key.isBlank() && key.length() <= LONGEST && key.chars().noneMatch(Character::isISOControl);
    }
}
