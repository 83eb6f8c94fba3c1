package io.meepa.examples.gateway.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Turns away requests that a person or program of this gateway cannot have meant, by their headers alone: no byte of a body
 * is read, and no thread waits, for somebody who did not show a token.
 */
final class Guard extends Handler.Wrapper {

    /** Nothing is loaded from elsewhere, nothing frames the page, nothing is kept by the browser. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
                            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private static final String SCHEME = "bearer ";
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Sessions sessions;

    Guard(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        protect(response);
        try {
            checkOrigin(request);
            if (Assets.has(Request.getPathInContext(request))) {
                // The files are for all, and no body is read for them.
                request.setAttribute(Bodies.BODY, new byte[0]);
            } else {
                request.setAttribute(Call.CALLER, caller(request.getHeaders()));
            }
        } catch (Refusal refusal) {
            write(refusal.answer(), response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Other names mean that a foreign name was pointed at this machine. */
    private static void checkOrigin(Request request) {
        int port = Request.getLocalPort(request);
        String host = header(request.getHeaders(), HttpHeader.HOST).orElse("");
        if (NAMES.stream().noneMatch(name -> host.equals(name + ":" + port))) {
            throw new Refusal(403, "foreign_host", "the gateway does not answer under this name");
        }
        Optional<String> origin = header(request.getHeaders(), HttpHeader.ORIGIN);
        if (origin.isPresent() && !origin.get().equals("http://" + host)) {
            throw new Refusal(403, "foreign_origin", "another page's request");
        }
    }

    private Caller caller(HttpFields headers) {
        return header(headers, HttpHeader.AUTHORIZATION)
                .filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(text -> sessions.caller(text.substring(SCHEME.length()).strip()))
                .orElseThrow(() -> new Refusal(401, "unauthorised", "sign in with the gateway's token"));
    }

    private static Optional<String> header(HttpFields headers, HttpHeader name) {
        return Optional.ofNullable(headers.get(name));
    }

    static void protect(Response response) {
        HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
    }

    static void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        Content.Sink.write(response, true, answer.text(), callback);
    }
}
