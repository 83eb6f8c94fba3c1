package io.meepa.credentials.provider.support.transport;

import java.net.http.HttpHeaders;

/** The result of one exchange. It separates what was certainly not sent from what may have been carried out. */
public sealed interface Reply {

    /**
     * A whole answer.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the decoded body, empty if there is none or it has a defect
     * @param defect why the body cannot be used, as part of a sentence; empty if it can
     */
    // An array within: compared by nobody, and read by the one who asked.
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, HttpHeaders headers, byte[] body, String defect) implements Reply {}

    /**
     * The request was not sent: the upstream cannot have seen it.
     *
     * @param passing whether a repeat may succeed
     * @param reason why, as part of a sentence, with the remedy; holds no text of the other side
     */
    record NotSent(boolean passing, String reason) implements Reply {}

    /**
     * The request was begun, and no whole answer came.
     *
     * @param reason why, as part of a sentence
     */
    record Lost(String reason) implements Reply {}

    /**
     * The calling thread was interrupted.
     *
     * @param sent whether the request may have been sent
     */
    record Interrupted(boolean sent) implements Reply {}
}
