package io.meepa.credentials.testkit;

import java.lang.reflect.Modifier;

/** How a class must look that the service loader can find and a configuration can name. */
final class PluginForm {

    private PluginForm() {}

    static void require(Class<?> type, String id) {
        int modifiers = type.getModifiers();
        Verdict.require(
                Modifier.isPublic(modifiers) && Modifier.isFinal(modifiers), type + " must be public and final");
        Verdict.require(hasPublicConstructor(type), type + " must have a public constructor without parameters");
        Verdict.require(id.matches("[a-z0-9_]+"), "its id must be of lower case letters, digits and underscores");
    }

    private static boolean hasPublicConstructor(Class<?> type) {
        try {
            return Modifier.isPublic(type.getConstructor().getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
