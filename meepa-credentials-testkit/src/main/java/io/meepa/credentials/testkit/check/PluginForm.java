package io.meepa.credentials.testkit.check;

import java.lang.reflect.Modifier;
import java.util.ServiceLoader;

/** How a class must look that the service loader can find and a configuration can name. */
public final class PluginForm {

    private PluginForm() {}

    /**
     * Checks a plug-in's class and id.
     *
     * @param type the class
     * @param id the id
     */
    public static void require(Class<?> type, String id) {
        int modifiers = type.getModifiers();
        ContractAssert.require(
                Modifier.isPublic(modifiers) && Modifier.isFinal(modifiers), type + " must be public and final");
        ContractAssert.require(hasPublicConstructor(type), type + " must have a public constructor without parameters");
        ContractAssert.require(
                id.matches("[a-z0-9_]+"), "its id must be of lower case letters, digits and underscores");
    }

    /**
     * Checks that the service loader finds a plug-in.
     *
     * @param found what the service loader finds
     * @param type the plug-in's class
     */
    public static void requireRegistered(ServiceLoader<?> found, Class<?> type) {
        ContractAssert.require(
                found.stream().anyMatch(plugIn -> plugIn.type().equals(type)),
                "the service loader does not find " + type.getName() + ": register it in META-INF/services, in"
                        + " module-info, or with @AutoService and its processor; for one that hosts pass as an instance,"
                        + " let registered() return false");
    }

    private static boolean hasPublicConstructor(Class<?> type) {
        try {
            return Modifier.isPublic(type.getConstructor().getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
