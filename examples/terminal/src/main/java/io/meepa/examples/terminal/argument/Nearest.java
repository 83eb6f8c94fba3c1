package io.meepa.examples.terminal.argument;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jline.utils.Levenshtein;

/** Guesses what was meant. */
public final class Nearest {

    private static final int LETTERS_PER_SLIP = 4;

    private Nearest() {}

    /**
     * Returns what is most like a word.
     *
     * @param word what was typed
     * @param known what there is
     * @return the most alike, or empty if none is
     */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(word, other) <= 1 + word.length() / LETTERS_PER_SLIP)
                .min(Comparator.comparingInt(other -> distance(word, other)));
    }

    /**
     * Returns a question for the end of a message.
     *
     * @param word what was typed
     * @param known what there is
     * @return the question with a colon before it, or nothing
     */
    public static String question(String word, Collection<String> known) {
        return to(word, known).map(near -> ": did you mean " + near + "?").orElse("");
    }

    private static int distance(String one, String other) {
        return Levenshtein.distance(one, other, 1, 1, 1, 1);
    }
}
