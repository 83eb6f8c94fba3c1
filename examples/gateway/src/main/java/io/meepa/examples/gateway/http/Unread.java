package io.meepa.examples.gateway.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests that came to no route, an address that cannot be read for instance, as all others are answered. */
final class Unread implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Guard.protect(response);
        Guard.write(refusal(status).answer(), response, callback);
        return true;
    }

    private static Refusal refusal(int status) {
        if (status >= HttpStatus.INTERNAL_SERVER_ERROR_500) {
            return new Refusal(status, "failed", "this should not have happened: see the gateway's log");
        }
        return new Refusal(
                status, "malformed", "the gateway cannot read this request: its address, a header, or its form");
    }
}
