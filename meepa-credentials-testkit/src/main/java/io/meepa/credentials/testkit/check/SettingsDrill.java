package io.meepa.credentials.testkit.check;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.testkit.TestContexts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Opens a plug-in with settings that are not as they should be. */
public final class SettingsDrill {

    private static final String UNKNOWN = "unheard_of";
    private static final String CANARY = "canary-2b9f";

    private SettingsDrill() {}

    /**
     * Checks that every setting was read.
     *
     * @param settings the settings that a plug-in was opened with
     */
    public static void requireAllRead(Settings settings) {
        Set<String> unread = settings.unread();
        ContractAssert.require(
                unread.isEmpty(),
                "open did not read " + unread
                        + ": read every setting when opened, or a typing error in it goes unnoticed");
    }

    /**
     * Checks that an unknown setting is left unread: the engine refuses what is left unread.
     *
     * @param valid settings that suffice
     * @param contexts makes settings
     * @param open opens the plug-in
     */
    public static void requireUnknownLeft(Map<String, ?> valid, TestContexts contexts, Consumer<Settings> open) {
        Map<String, Object> more = new LinkedHashMap<>(valid);
        more.put(UNKNOWN, "value");
        Settings settings = contexts.settings(more);
        try {
            open.accept(settings);
        } catch (ConfigurationException e) {
            return; // Refused by the plug-in itself: as good.
        }
        ContractAssert.require(
                settings.unread().stream().anyMatch(path -> path.endsWith(UNKNOWN)),
                "it reads settings that it does not know, so that nobody can report them");
    }

    /**
     * Checks that settings of a wrong type are refused.
     *
     * @param valid settings that suffice
     * @param open opens the plug-in
     */
    public static void requireTypesChecked(Map<String, ?> valid, Consumer<Map<String, ?>> open) {
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
            ContractAssert.require(message.contains(key), "the error about a wrong " + key + " does not name it");
            ContractAssert.require(!message.contains(CANARY), "the error about a wrong " + key + " repeats its value");
            return;
        } catch (RuntimeException e) {
            throw ContractAssert.guilty("a wrong type of " + key + " is not a ConfigurationException", e);
        }
        throw ContractAssert.guilty("it opens although " + key + " has the wrong type");
    }
}
