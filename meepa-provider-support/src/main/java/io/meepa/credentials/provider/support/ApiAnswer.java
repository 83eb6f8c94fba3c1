package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.RequestSender.Attempt;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** An upstream's definite answer: a success, or a refusal to branch on. Immutable. */
public final class ApiAnswer {

    /** The longest id that {@link #id} takes, in characters. */
    public static final int LONGEST_ID = 512;

    /** The longest secret that {@link #secret} takes, in characters. */
    public static final int LONGEST_SECRET = 16_384;

    private final CallMessages messages;
    private final int status;
    private final HttpHeaders headers;
    private final JsonNode body;
    private final String code;
    private final String text;
    private final boolean done;
    private final boolean doubtful;

    private ApiAnswer(CallMessages messages, Attempt.Done attempt) {
        this.messages = messages;
        this.status = attempt.status();
        this.headers = attempt.headers();
        this.body = attempt.body();
        this.code = "";
        this.text = "";
        this.done = true;
        this.doubtful = false;
    }

    private ApiAnswer(CallMessages messages, Attempt.Failed attempt, boolean doubtful) {
        this.messages = messages;
        this.status = attempt.status();
        this.headers = attempt.headers();
        this.body = attempt.body();
        this.code = attempt.meaning().code();
        this.text = attempt.meaning().text();
        this.done = false;
        this.doubtful = doubtful;
    }

    static ApiAnswer done(CallMessages messages, Attempt.Done attempt) {
        return new ApiAnswer(messages, attempt);
    }

    /** Doubtful: an earlier attempt of the same call may have been carried out. */
    static ApiAnswer refused(CallMessages messages, Attempt.Failed attempt, boolean doubtful) {
        return new ApiAnswer(messages, attempt, doubtful);
    }

    /**
     * Reports whether the call succeeded.
     *
     * @return false if it was refused
     */
    public boolean done() {
        return done;
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
     * Returns the code of a refusal.
     *
     * @return the code as the classifier read it, empty if there is none
     */
    public String code() {
        return code;
    }

    /**
     * Reports whether the upstream says that the resource is not there. One such answer proves no absence.
     *
     * @return whether the call was refused with 404
     */
    public boolean absent() {
        return !done && status == 404;
    }

    /**
     * Returns a header's first value.
     *
     * @param name the header, in any case
     * @return the value, or empty if the header is absent
     */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /**
     * Returns the body, of a refusal too. Its texts are not scrubbed: only {@link #refusal} puts them into a message.
     *
     * @return the body, a missing node if there is none
     */
    public JsonNode body() {
        return body;
    }

    /**
     * Returns the body of a success.
     *
     * @return the body
     * @throws ProviderRejectedException if the call was refused
     * @throws ProviderIndeterminateException if it was refused, but an earlier attempt of it may have been carried out
     */
    public JsonNode required() {
        if (!done) {
            throw refusal("");
        }
        return body;
    }

    /**
     * Reads a text that a success must have.
     *
     * @param field the field
     * @return the text, not empty
     * @throws ProviderException as {@link #required}, and {@link ProviderIndeterminateException} if there is no such text
     */
    public String text(String field) {
        JsonNode value = required().path(field);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new ProviderIndeterminateException(messages.say("answered without " + field + " when asked to"));
        }
        return value.asText();
    }

    /**
     * Reads the id of a resource. An id goes into addresses and onto the record, so it has to fit both.
     *
     * @param field the field
     * @return the id: at most {@value #LONGEST_ID} visible characters, and not of dots alone
     * @throws ProviderException as {@link #text}, also for an id that does not fit
     */
    public String id(String field) {
        String id = text(field);
        if (id.length() > LONGEST_ID || !visible(id) || id.matches("\\.+")) {
            throw new ProviderIndeterminateException(messages.say(
                    "answered with " + field + " that is no id when asked to",
                    "it has blanks, control characters, dots only or more than " + LONGEST_ID + " characters"));
        }
        return id;
    }

    /**
     * Reads a secret that goes into headers later, such as a key or a token.
     *
     * @param field the field
     * @return the secret: at most {@value #LONGEST_SECRET} visible ASCII characters; the caller closes it
     * @throws ProviderException as {@link #text}, also for a value that no header can hold
     */
    public Secret secret(String field) {
        String value = text(field);
        if (value.length() > LONGEST_SECRET || !visible(value) || value.chars().anyMatch(c -> c > 0x7e)) {
            throw new ProviderIndeterminateException(messages.say(
                    "answered with " + field + " that cannot be used when asked to",
                    "it has blanks, line ends or more than " + LONGEST_SECRET + " characters"));
        }
        return Secret.of(value);
    }

    private static boolean visible(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    /**
     * Creates the error of a refusal.
     *
     * @param remedy what to do about it; scrubbed with the rest, may be empty
     * @return the error, to be thrown
     */
    public ProviderException refusal(String remedy) {
        String reason = status + (code.isEmpty() ? "" : " " + code);
        return doubtful
                ? new ProviderIndeterminateException(
                        messages.say("may have begun, but refused a repeat, to", remedy, text, reason))
                : new ProviderRejectedException(messages.say("refused to", remedy, text, reason));
    }
}
