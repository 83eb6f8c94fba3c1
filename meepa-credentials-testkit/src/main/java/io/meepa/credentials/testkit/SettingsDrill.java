package io.meepa.credentials.testkit;

import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.spi.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Opens a plug-in with settings that are not as they should be. */
final class SettingsDrill {

    private static final String UNKNOWN = "unheard_of";
    private static final String CANARY = "canary-2b9f";

    private SettingsDrill() {}

    static void requireAllRead(Settings settings) {
        Set<String> unread = settings.unread();
        Verdict.require(
                unread.isEmpty(),
                "open did not read " + unread
                        + ": read every setting when opened, or a typing error in it goes unnoticed");
    }

    /** Whoever opens a plug-in refuses what is left unread, so it must stay unread. */
    static void requireUnknownLeft(Map<String, ?> valid, TestContexts contexts, Consumer<Settings> open) {
        Map<String, Object> more = new LinkedHashMap<>(valid);
        more.put(UNKNOWN, "value");
        Settings settings = contexts.settings(more);
        try {
            open.accept(settings);
        } catch (ConfigurationException e) {
            return; // Refused by the plug-in itself: as good.
        }
        Verdict.require(
                settings.unread().stream().anyMatch(path -> path.endsWith(UNKNOWN)),
                "it reads settings that it does not know, so that nobody can report them");
    }

    static void requireTypesChecked(Map<String, ?> valid, Consumer<Map<String, ?>> open) {
        for (Map.Entry<String, ?> setting : valid.entrySet()) {
            Map<String, Object> wrong = new LinkedHashMap<>(valid);
            wrong.put(setting.getKey(), setting.getValue() instanceof Map<?, ?> ? CANARY : Map.of("key", CANARY));
            requireRefused(setting.getKey(), wrong, open);
        }
    }

    private static void requireRefused(String key, Map<String, ?> wrong, Consumer<Map<String, ?>> open) {
        try {
            open.accept(wrong);
        } catch (ConfigurationException e) {
            String message = String.valueOf(e.getMessage());
            Verdict.require(message.contains(key), "the error about a wrong " + key + " does not name it");
            Verdict.require(!message.contains(CANARY), "the error about a wrong " + key + " repeats its value");
            return;
        } catch (RuntimeException e) {
            throw Verdict.guilty("a wrong type of " + key + " is not a ConfigurationException", e);
        }
        throw Verdict.guilty("it opens although " + key + " has the wrong type");
    }
}
