package io.meepa.examples.gateway.http;

import java.util.Optional;

/**
 * Who sent a request.
 *
 * @param session the session of a page, or empty for a program with the gateway's token
 */
public record Caller(Optional<Session> session) {

    static Caller program() {
        return new Caller(Optional.empty());
    }

    static Caller page(Session session) {
        return new Caller(Optional.of(session));
    }

    /**
     * Returns the session of the page that sent it.
     *
     * @return its id, which is no secret
     */
    public Optional<String> sessionId() {
        return session.map(Session::id);
    }

    /**
     * Refuses a page whose person has not given the gateway's token for a while. Values leave, and what cannot be undone
     * happens, only soon after a person proved to be there.
     *
     * @throws Refusal if the token has to be given again
     */
    public void requireFresh() {
        if (session.isPresent() && !session.get().fresh()) {
            throw new Refusal(403, "confirm", "give the gateway's token again");
        }
    }
}
