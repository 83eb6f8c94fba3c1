package io.meepa.credentials.core.config;

import java.util.List;

/** Where a key stands in the tree, in the words of messages. */
final class KeyPath {

    private static final int LONGEST = 128;

    private KeyPath() {}

    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static List<String> segments(String path) {
        return List.of(path.split("\\.", -1));
    }

    static boolean isSound(String key) {
        return !key.isBlank() && key.length() <= LONGEST && key.chars().noneMatch(Character::isISOControl);
    }
}
