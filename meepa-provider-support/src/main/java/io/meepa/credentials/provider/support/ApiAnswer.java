package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;

/** What an upstream definitely answered: success, or a refusal to branch on. Immutable. */
public final class ApiAnswer {

    private final Wording wording;
    private final int status;
    private final JsonNode body;
    private final String code;
    private final String text;
    private final boolean done;
    private final boolean doubtful;

    private ApiAnswer(Wording wording, int status, JsonNode body, Classified refusal, boolean done, boolean doubtful) {
        this.wording = wording;
        this.status = status;
        this.body = body;
        this.code = refusal.code();
        this.text = refusal.text();
        this.done = done;
        this.doubtful = doubtful;
    }

    static ApiAnswer done(Wording wording, Attempt.Done attempt) {
        Classified none = new Classified(Verdict.REFUSED, "", "");
        return new ApiAnswer(wording, attempt.status(), attempt.body(), none, true, false);
    }

    /** Doubtful: an earlier attempt of the same call may have been carried out. */
    static ApiAnswer refused(Wording wording, Attempt.Failed attempt, boolean doubtful) {
        return new ApiAnswer(wording, attempt.status(), attempt.body(), attempt.meaning(), false, doubtful);
    }

    /**
     * Tells whether the call succeeded.
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
     * Tells whether what was asked about is not there.
     *
     * @return whether the call was refused with 404
     */
    public boolean absent() {
        return !done && status == 404;
    }

    /**
     * Returns the body, of a refusal too. Its texts are not scrubbed: put none into a message but through
     * {@link #refusal}.
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
            throw new ProviderIndeterminateException(wording.say("answered without " + field + " when asked to"));
        }
        return value.asText();
    }

    /**
     * Makes the error of a refusal.
     *
     * @param remedy what to do about it; scrubbed with the rest, may be empty
     * @return the error, to be thrown
     */
    public ProviderException refusal(String remedy) {
        String reason = status + (code.isEmpty() ? "" : " " + code);
        return doubtful
                ? new ProviderIndeterminateException(
                        wording.say("may have begun, but refused a repeat, to", remedy, text, reason))
                : new ProviderRejectedException(wording.say("refused to", remedy, text, reason));
    }
}
