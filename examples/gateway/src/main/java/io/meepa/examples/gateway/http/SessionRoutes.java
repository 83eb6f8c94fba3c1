package io.meepa.examples.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Signing in and out. */
final class SessionRoutes {

    private static final String PATH = "/api/session";

    private final Sessions sessions;

    private SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    static List<Route> of(Sessions sessions) {
        SessionRoutes routes = new SessionRoutes(sessions);
        return List.of(
                Route.of("POST", PATH, routes::begin),
                Route.of("GET", PATH, routes::look),
                Route.of("DELETE", PATH, routes::end),
                Route.of("POST", PATH + "/confirmation", routes::confirm));
    }

    /** The token came in the header, so that no body is read before it is known. */
    private Answer begin(Call call) {
        if (call.caller().session().isPresent()) {
            throw new Refusal(403, "session", "a session begins with the gateway's token");
        }
        return Answer.json(201, JsonNodeFactory.instance.objectNode().put("key", sessions.begin()));
    }

    private Answer look(Call call) {
        Session session = session(call);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("until", session.end().toString()).put("fresh", session.fresh());
        return Answer.json(200, body);
    }

    private Answer end(Call call) {
        sessions.end(session(call));
        return Answer.nothing();
    }

    private Answer confirm(Call call) {
        Session session = session(call);
        if (!sessions.isToken(call.object().path("token").asText())) {
            throw new Refusal(Map.of("token", "is not the gateway's token"));
        }
        session.confirm();
        return Answer.nothing();
    }

    private static Session session(Call call) {
        return call.caller()
                .session()
                .orElseThrow(() -> new Refusal(409, "no_session", "a program with the token has no session"));
    }
}
