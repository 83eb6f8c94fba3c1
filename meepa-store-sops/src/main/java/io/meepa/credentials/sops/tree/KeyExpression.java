package io.meepa.credentials.sops.tree;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A regular expression that keys are tested with: RE2, matching anywhere in a key. Immutable and thread-safe. */
final class KeyExpression {

    private static final String BEGIN = "^(";
    private static final String END = ")$";

    private KeyExpression() {}

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException if it is none; the message begins with the field that it stands in
     */
    static Predicate<String> compile(String field, String text) {
        return isListOfNames(text) ? names(text)::contains : Remembered.compile(field, text);
    }

    /**
     * Whether an expression lists whole names, as ours does, and nothing in it has a further meaning. RE2 need not be loaded for
     * it, which a process that reads one value feels.
     */
    static boolean isListOfNames(String text) {
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.length() <= BEGIN.length() + END.length()) {
            return false;
        }
        boolean inName = false;
        for (int at = BEGIN.length(); at < text.length() - END.length(); at++) {
            char character = text.charAt(at);
            boolean separates = character == '|';
            if (separates ? !inName : !isPlain(character)) {
                return false;
            }
            inName = !separates;
        }
        return inName;
    }

    private static boolean isPlain(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_';
    }

    private static Set<String> names(String text) {
        String alternatives = text.substring(BEGIN.length(), text.length() - END.length());
        return Set.copyOf(Arrays.asList(alternatives.split("\\|")));
    }

    /** A few names of keys stand in a document hundreds of times, and matching one costs as much as decrypting a value. */
    private static final class Remembered implements Predicate<String> {

        private static final int MOST = 256;
        private static final int LONGEST = 64;
        private static final int MOST_COMPILED = 16;

        // All documents of a home mostly have one rule. Only the expression is shared: the names differ.
        private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

        private final Pattern pattern;
        private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

        private Remembered(Pattern pattern) {
            this.pattern = pattern;
        }

        static Remembered compile(String field, String text) {
            Pattern known = COMPILED.get(text);
            return new Remembered(known == null ? compiled(field, text) : known);
        }

        private static Pattern compiled(String field, String text) {
            try {
                Pattern pattern = Pattern.compile(text);
                if (COMPILED.size() < MOST_COMPILED) {
                    COMPILED.put(text, pattern);
                }
                return pattern;
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        field + " is not an RE2 expression; sops would take it as never matching");
            }
        }

        @Override
        public boolean test(String key) {
            Boolean known = answers.get(key);
            if (known != null) {
                return known;
            }
            boolean answer = pattern.matcher(key).find();
            if (key.length() <= LONGEST && answers.size() < MOST) {
                answers.put(key, answer);
            }
            return answer;
        }
    }
}
