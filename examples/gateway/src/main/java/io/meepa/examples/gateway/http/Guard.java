package io.meepa.examples.gateway.http;

import io.meepa.credentials.model.Secret;
import java.util.Optional;
import java.util.Set;

/** Turns away requests that a person or program of this gateway cannot have meant. */
final class Guard {

    static final String PROOF = "X-CSRF-Token";

    private static final String BEARER = "Bearer ";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private final Sessions sessions;
    private final Set<String> hosts;

    /** Takes the names under which the gateway answers: others mean that a foreign name was pointed at this machine. */
    Guard(Sessions sessions, Set<String> hosts) {
        this.sessions = sessions;
        this.hosts = hosts;
    }

    void checkOrigin(Call call) {
        if (!hosts.contains(call.header("Host").orElse(""))) {
            throw new Refusal(403, "foreign_host", "the gateway does not answer under this name");
        }
        Optional<String> origin = call.header("Origin");
        if (origin.isPresent() && hosts.stream().noneMatch(host -> origin.get().equals("http://" + host))) {
            throw new Refusal(403, "foreign_origin", "another page's request");
        }
    }

    void checkCaller(Call call) {
        Optional<String> authorization = call.header("Authorization");
        if (authorization.isPresent()) {
            String text = authorization.get();
            if (text.startsWith(BEARER) && sessions.isToken(text.substring(BEARER.length()))) {
                return;
            }
            throw unknown();
        }
        Sessions.Session session = sessions.of(call).orElseThrow(Guard::unknown);
        if (!HARMLESS.contains(call.method())
                && !Secret.of(session.proof())
                        .matches(Secret.of(call.header(PROOF).orElse("")))) {
            throw new Refusal(403, "forged", "send the " + PROOF + " header of this session");
        }
        call.session(session.id());
    }

    private static Refusal unknown() {
        return new Refusal(401, "unauthorised", "sign in with the gateway's token");
    }
}
