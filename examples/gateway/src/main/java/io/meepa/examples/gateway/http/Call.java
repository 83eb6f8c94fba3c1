package io.meepa.examples.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/** One request: its path in parts, and its body within bounds. Used by one thread. */
public final class Call {

    /** The most bytes of a body. */
    static final int LARGEST_BODY = 1 << 20;

    /** The attribute that holds the caller. */
    static final String CALLER = Caller.class.getName();

    private final Context context;

    Call(Context context) {
        this.context = context;
    }

    /**
     * Returns a part of the path, decoded.
     *
     * @param name its name in the route's path
     * @return the part
     */
    public String part(String name) {
        return context.pathParam(name);
    }

    /**
     * Returns the gateway's own address, as the caller knows it.
     *
     * @return scheme, host and port; one of those that the gateway answers under
     */
    public String origin() {
        return "http://" + header("Host").orElseThrow();
    }

    /**
     * Returns who sent it.
     *
     * @return a program with the gateway's token, or the session of a page
     */
    public Caller caller() {
        return Optional.<Caller>ofNullable(context.attribute(CALLER)).orElseThrow();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    /**
     * Returns a parameter of the query.
     *
     * @param name its name
     * @return its value
     */
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    /**
     * Reads the body as one JSON object.
     *
     * @return the object
     * @throws Refusal if it is none, is too large, or says it is something else
     */
    public ObjectNode object() {
        requireJson();
        return JsonObjects.read(body());
    }

    /**
     * Reads the body as one JSON object, which may be left out.
     *
     * @return the object, empty if there is no body
     * @throws Refusal if there is a body and it is no object, is too large, or says it is something else
     */
    public ObjectNode objectIfAny() {
        byte[] body = body();
        if (body.length == 0) {
            return JsonObjects.empty();
        }
        requireJson();
        return JsonObjects.read(body);
    }

    private void requireJson() {
        String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw new Refusal(415, "content_type", "send application/json");
        }
    }

    private byte[] body() {
        byte[] body = Optional.<byte[]>ofNullable(context.attribute(Bodies.BODY))
                .orElseThrow(() -> new Refusal(400, "cut_off", "the body did not arrive"));
        if (body.length > LARGEST_BODY) {
            throw new Refusal(413, "too_large", "a body has at most " + LARGEST_BODY + " bytes");
        }
        return body;
    }
}
