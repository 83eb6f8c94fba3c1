package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Work on an agent that outlives the request that began it: where each item stands, and how it ended. Thread-safe. */
final class Run {

    private final String kind;
    private final Instant begun;
    private final Map<String, String> items = new LinkedHashMap<>();
    private final List<ObjectNode> outcomes = new ArrayList<>();
    private boolean over;
    private String result = "";
    private String message = "";

    Run(String kind, Instant begun) {
        this.kind = kind;
        this.begun = begun;
    }

    synchronized void item(String subject, String phase) {
        items.put(subject, phase);
    }

    synchronized void outcome(ObjectNode outcome) {
        outcomes.add(outcome);
    }

    /** Ends it: <code>done</code>, <code>incomplete</code> or <code>stopped</code>. */
    synchronized void end(String how, String why) {
        over = true;
        result = how;
        message = why;
    }

    synchronized boolean over() {
        return over;
    }

    synchronized ObjectNode view() {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("kind", kind)
                .put("begun", begun.toString())
                .put("over", over)
                .put("result", result)
                .put("message", message);
        ArrayNode progress = view.putArray("items");
        items.forEach(
                (subject, phase) -> progress.addObject().put("subject", subject).put("phase", phase));
        ArrayNode ends = view.putArray("outcomes");
        outcomes.forEach(ends::add);
        return view;
    }
}
