package io.meepa.credentials.testkit.standin;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the service answers, apart from how it travels. */
record Answer(int status, Map<String, String> headers, String body) {

    private static final String TYPE = "Content-Type";

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, Map<String, ?> body) {
        return text(status, "application/json", Json.write(body));
    }

    static Answer text(int status, String type, String body) {
        return new Answer(status, Map.of(TYPE, type), body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    Answer withType(String type) {
        return with(TYPE, type);
    }

    Answer withBody(String other) {
        return new Answer(status, headers, other);
    }

    @Override
    public String toString() {
        return "Answer " + status;
    }
}
