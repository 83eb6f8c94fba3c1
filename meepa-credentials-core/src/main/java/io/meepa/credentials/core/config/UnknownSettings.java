package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.Nearest;
import io.meepa.credentials.spi.Settings;
import java.util.Set;

/** Refuses keys that were set but that nobody reads. */
public final class UnknownSettings {

    private UnknownSettings() {}

    /**
     * Refuses the section if a key in it, or in a section within, was never read. To be called once the plug-in is open.
     *
     * @param section the plug-in's section
     * @param plugIn the plug-in's id, for the message
     * @throws io.meepa.credentials.error.ConfigurationException if there is such a key; the message names its place, its path
     *     and the nearest key that was read
     */
    public static void refuse(Settings section, String plugIn) {
        Set<String> unread = section.unread();
        if (!unread.isEmpty()) {
            refuse(section, unread.iterator().next(), plugIn);
        }
    }

    private static void refuse(Settings section, String keyPath, String plugIn) {
        Set<String> known = section.known();
        String key = section.path().isEmpty()
                ? keyPath
                : keyPath.substring(section.path().length() + 1);
        for (String read : known) {
            if (key.startsWith(read + ".")) {
                section.section(read).ifPresent(within -> refuse(within, keyPath, plugIn));
            }
        }
        throw section.invalid(key, "is not a setting of " + plugIn + Nearest.hint(key, known));
    }
}
