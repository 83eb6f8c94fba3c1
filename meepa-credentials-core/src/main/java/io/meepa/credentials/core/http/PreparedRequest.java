package io.meepa.credentials.core.http;

import java.net.http.HttpRequest;

/**
 * A request that may be sent.
 *
 * @param asked the request as the caller knows it
 * @param sent the request with what was added
 * @param mask hides what was added, now and before in the exchange
 * @param secret whether anything was added
 */
record PreparedRequest(HttpRequest asked, HttpRequest sent, ResponseMask mask, boolean secret) {

    /** Returns the address only. */
    @Override
    public String toString() {
        return asked.method() + " " + asked.uri();
    }
}
