package io.meepa.credentials.provider.oauth.protocol.token;

import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A refusal of a token endpoint. Printing shows the status, and the code if it is one of words: a description, and what only
 * stands where a code should, is the service's text and may repeat what was sent.
 */
public final class TokenError {

    private static final int LONGEST_DESCRIPTION = 2_000;

    /** As all codes of the standards and of the presets are: no token, code, verifier or secret has this form. */
    private static final Pattern WORDS =
            Pattern.compile("(?=.{1,48}$)[A-Za-z][a-z]{1,13}(_[a-z]{1,14}){0,6}|\\d{1,6}|AADSTS\\d{4,8}");

    private final int status;
    private final String code;
    private final String description;
    private final String suberror;
    private final Optional<String> interval;

    private TokenError(int status, String code, String description, String suberror, Optional<String> interval) {
        this.status = status;
        this.code = code;
        this.description = description;
        this.suberror = suberror;
        this.interval = interval;
    }

    static TokenError read(int status, AnswerNode tree) {
        String description = tree.field("error_description").clear();
        Optional<String> interval = Optional.of(tree.field("interval").clear()).filter(text -> !text.isEmpty());
        return new TokenError(
                status,
                code(tree),
                description.substring(0, Math.min(LONGEST_DESCRIPTION, description.length())),
                word(tree.field("suberror").clear()),
                interval);
    }

    /**
     * Returns the HTTP status.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * Returns the error's code.
     *
     * @return the code, a text or a number as it was spelled; empty if there is none that can be shown
     */
    public String code() {
        return code;
    }

    /**
     * Returns the finer code that Microsoft gives.
     *
     * @return the code, empty if there is none
     */
    public String suberror() {
        return suberror;
    }

    /**
     * Returns the interval that came with {@code slow_down}.
     *
     * @return the seconds as they were spelled
     */
    public Optional<String> interval() {
        return interval;
    }

    /**
     * Looks into the description, which is never shown.
     *
     * @param part a part of it
     * @return whether it is there
     */
    public boolean describes(String part) {
        return description.contains(part);
    }

    /**
     * Returns status and, if it is one of words, code, for a reason that is kept and shown.
     *
     * @return for instance {@code 400 invalid_grant}
     */
    @Override
    public String toString() {
        return WORDS.matcher(code).matches() ? status + " " + code : String.valueOf(status);
    }

    /** Most have a text or a number as {@code error}; some a nested object, some only a {@code code} beside it. */
    private static String code(AnswerNode tree) {
        AnswerNode error = tree.field("error");
        String direct = word(error.isObject() ? error.field("code").clear() : error.clear());
        return direct.isEmpty() ? word(tree.field("code").clear()) : direct;
    }

    private static String word(String text) {
        return text.matches("[A-Za-z0-9_.:-]{1,64}") ? text : "";
    }
}
