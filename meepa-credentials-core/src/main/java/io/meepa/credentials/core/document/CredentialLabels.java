package io.meepa.credentials.core.document;

import io.meepa.credentials.model.Category;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What people call a credential that no provider named yet. */
public final class CredentialLabels {

    private CredentialLabels() {}

    /** Returns the category's name in words: {@code credit_card} becomes {@code Credit Card}. */
    public static String of(Category category) {
        return Arrays.stream(category.name().split("[_-]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
