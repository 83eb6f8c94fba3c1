package io.meepa.credentials.testkit.check;

import io.meepa.credentials.model.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for secrets in what an error or object says of itself. */
public final class SecretLeakCheck {

    private SecretLeakCheck() {}

    /**
     * Checks an error, its causes and suppressed errors.
     *
     * @param error the error
     * @param secrets what it may not repeat
     */
    public static void requireNone(Throwable error, List<Secret> secrets) {
        texts(error).forEach(text -> requireNone("an error", text, secrets));
    }

    /**
     * Checks what an object prints.
     *
     * @param object the object
     * @param secrets what it may not repeat
     */
    public static void requireNoneIn(Object object, List<Secret> secrets) {
        requireNone("toString of " + object.getClass().getSimpleName(), String.valueOf(object), secrets);
    }

    private static void requireNone(String where, String text, List<Secret> secrets) {
        Optional<Secret> spilt = secrets.stream()
                .filter(secret -> text.contains(secret.reveal()))
                .findFirst();
        ContractAssert.require(
                spilt.isEmpty(), "S: " + where + " repeats a secret: scrub upstream texts before they are thrown");
    }

    /** Everything that a logger would print: causes and suppressed errors too. */
    private static List<String> texts(Throwable error) {
        List<String> texts = new ArrayList<>();
        collect(error, texts, Collections.newSetFromMap(new IdentityHashMap<>()));
        return texts;
    }

    private static void collect(Throwable error, List<String> texts, Set<Throwable> seen) {
        if (!seen.add(error)) {
            return;
        }
        texts.add(error.toString());
        for (Throwable suppressed : error.getSuppressed()) {
            collect(suppressed, texts, seen);
        }
        if (error.getCause() != null) {
            collect(error.getCause(), texts, seen);
        }
    }
}
