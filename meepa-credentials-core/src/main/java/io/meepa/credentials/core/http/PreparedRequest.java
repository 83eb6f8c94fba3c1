package io.meepa.credentials.core.http;

import java.net.http.HttpRequest;
import java.util.List;

/**
 * A request that may be sent.
 *
 * @param asked the request as the caller knows it
 * @param sent the request with what was added
 * @param mask hides what was added, now and before in the exchange
 * @param added what was added; its values are the mask's
 */
record PreparedRequest(HttpRequest asked, HttpRequest sent, ResponseMask mask, List<AddedValue> added) {

    /** Copies the list. */
    PreparedRequest {
        added = List.copyOf(added);
    }

    /** Returns whether anything was added. */
    boolean secret() {
        return !added.isEmpty();
    }

    /** Returns what a status declares dead. */
    List<AddedValue> rejectedBy(int status) {
        return added.stream()
                .filter(value -> value.rule().target().rejections().contains(status))
                .toList();
    }

    /** Returns the address only. */
    @Override
    public String toString() {
        return asked.method() + " " + asked.uri();
    }
}
