package io.meepa.credentials.sops.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which leaves of a document are encrypted, decided by the object keys on their path. Immutable and thread-safe.
 *
 * <p>A key that matches decides for everything below it. Regular expressions are RE2 and match anywhere in a key, as
 * in sops; sops takes one that does not compile as never matching, so we refuse it.
 */
public final class EncryptionRule {

    /** The names that a rule has in a file, of which a file may have one. */
    public static final List<String> FIELDS =
            Arrays.stream(Kind.values()).map(Kind::field).toList();

    /** The six kinds, named as in the file. */
    private enum Kind {
        UNENCRYPTED_SUFFIX("unencrypted_suffix", false),
        ENCRYPTED_SUFFIX("encrypted_suffix", true),
        UNENCRYPTED_REGEX("unencrypted_regex", false),
        ENCRYPTED_REGEX("encrypted_regex", true),
        UNENCRYPTED_COMMENT_REGEX("unencrypted_comment_regex", false),
        ENCRYPTED_COMMENT_REGEX("encrypted_comment_regex", true);

        private final String field;
        private final boolean matchEncrypts;

        Kind(String field, boolean matchEncrypts) {
            this.field = field;
            this.matchEncrypts = matchEncrypts;
        }

        String field() {
            return field;
        }
    }

    private final Kind kind;
    private final String text;
    private final Predicate<String> test;
    private final Scope unmatched = new Scope(this, false);
    private final Scope matched = new Scope(this, true);

    private EncryptionRule(Kind kind, String text, Predicate<String> test) {
        this.kind = kind;
        this.text = text;
        this.test = test;
    }

    /**
     * Creates a rule as a file names it.
     *
     * @param field one of {@link #FIELDS}
     * @param text the suffix or expression
     * @return the rule
     * @throws IllegalArgumentException if there is no such field, or the text is empty or no expression
     */
    public static EncryptionRule of(String field, String text) {
        return of(
                Arrays.stream(Kind.values())
                        .filter(kind -> kind.field.equals(field))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no rule of that name")),
                text);
    }

    private static EncryptionRule of(Kind kind, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(kind.field + " must not be empty");
        }
        return switch (kind) {
            case UNENCRYPTED_SUFFIX, ENCRYPTED_SUFFIX -> new EncryptionRule(kind, text, key -> key.endsWith(text));
            case UNENCRYPTED_REGEX, ENCRYPTED_REGEX ->
                new EncryptionRule(kind, text, KeyExpression.compile(kind.field, text));
            // JSON has no comments, so nothing ever matches; the expression must still be one.
            case UNENCRYPTED_COMMENT_REGEX, ENCRYPTED_COMMENT_REGEX -> {
                KeyExpression.compile(kind.field, text);
                yield new EncryptionRule(kind, text, key -> false);
            }
        };
    }

    /**
     * Encrypts everything but what stands below a key ending in {@code _unencrypted}: the rule of sops itself.
     *
     * @return the rule
     */
    public static EncryptionRule standard() {
        return unencryptedSuffix("_unencrypted");
    }

    /**
     * Encrypts everything but what stands below a key with a suffix.
     *
     * @param suffix the suffix
     * @return the rule
     */
    public static EncryptionRule unencryptedSuffix(String suffix) {
        return of(Kind.UNENCRYPTED_SUFFIX, suffix);
    }

    /**
     * Encrypts only what stands below a key with a suffix.
     *
     * @param suffix the suffix
     * @return the rule
     */
    public static EncryptionRule encryptedSuffix(String suffix) {
        return of(Kind.ENCRYPTED_SUFFIX, suffix);
    }

    /**
     * Encrypts everything but what stands below a matching key.
     *
     * @param regex an RE2 expression
     * @return the rule
     * @throws IllegalArgumentException if it does not compile
     */
    public static EncryptionRule unencryptedRegex(String regex) {
        return of(Kind.UNENCRYPTED_REGEX, regex);
    }

    /**
     * Encrypts only what stands below a matching key.
     *
     * @param regex an RE2 expression
     * @return the rule
     * @throws IllegalArgumentException if it does not compile
     */
    public static EncryptionRule encryptedRegex(String regex) {
        return of(Kind.ENCRYPTED_REGEX, regex);
    }

    /**
     * Encrypts everything in JSON, where there are no comments that could match.
     *
     * @param regex an RE2 expression
     * @return the rule
     * @throws IllegalArgumentException if it does not compile
     */
    public static EncryptionRule unencryptedCommentRegex(String regex) {
        return of(Kind.UNENCRYPTED_COMMENT_REGEX, regex);
    }

    /**
     * Encrypts nothing in JSON, where there are no comments that could match.
     *
     * @param regex an RE2 expression
     * @return the rule
     * @throws IllegalArgumentException if it does not compile
     */
    public static EncryptionRule encryptedCommentRegex(String regex) {
        return of(Kind.ENCRYPTED_COMMENT_REGEX, regex);
    }

    /**
     * Returns where a walk starts.
     *
     * @return the scope of the top level
     */
    public Scope root() {
        return unmatched;
    }

    /**
     * Returns the name that the rule has in a file.
     *
     * @return one of {@link #FIELDS}
     */
    public String field() {
        return kind.field;
    }

    /**
     * Returns the suffix or expression.
     *
     * @return the text, as it stands in a file
     */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionRule that && kind == that.kind && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text);
    }

    /**
     * Returns the rule as it stands in a file.
     *
     * @return field and text
     */
    @Override
    public String toString() {
        return kind.field + ": " + text;
    }

    /** What a rule says about one object or array and the leaves directly in it. Immutable. */
    public static final class Scope {

        private final EncryptionRule rule;
        private final boolean matched;

        private Scope(EncryptionRule rule, boolean matched) {
            this.rule = rule;
            this.matched = matched;
        }

        /**
         * Goes down to a member; elements of an array share its scope.
         *
         * @param key the member's name
         * @return the member's scope
         */
        public Scope key(String key) {
            return matched || !rule.test.test(key) ? this : rule.matched;
        }

        /**
         * Reports whether leaves here are encrypted; the null and the empty text never are.
         *
         * @return true if they are
         */
        public boolean encrypts() {
            return matched == rule.kind.matchEncrypts;
        }
    }
}
