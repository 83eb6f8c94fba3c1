package io.meepa.verification.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a made-up service holds. A fixture says what it held when the home was written. Thread-safe. */
final class Upstream {

    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Consumer<String> hook;
    private int next = 1;
    private int session = 1;
    private int spentAgain;

    /** Starts empty; the hook receives each step, and may throw. */
    Upstream(Consumer<String> hook) {
        this.hook = hook;
    }

    /** Starts with what a fixture says. */
    static Upstream read(JsonNode state) {
        Upstream upstream = new Upstream(step -> {});
        upstream.next = state.path("next").asInt();
        upstream.session = state.path("session").asInt();
        for (JsonNode thing : state.path("things")) {
            upstream.things.put(
                    thing.path("id").asText(),
                    new Thing(
                            thing.path("kind").asText(),
                            thing.path("id").asText(),
                            thing.path("tag").asText(),
                            thing.path("box").asText(),
                            thing.path("suspended").asBoolean()));
        }
        return upstream;
    }

    synchronized ObjectNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("next", next);
        state.put("session", session);
        state.put("spent_again", spentAgain);
        ArrayNode all = state.putArray("things");
        things.values()
                .forEach(thing -> all.addObject()
                        .put("kind", thing.kind)
                        .put("id", thing.id)
                        .put("tag", thing.tag)
                        .put("box", thing.box)
                        .put("suspended", thing.suspended));
        return state;
    }

    /** Returns what was created and removed since this object was made, in order. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    void step(String name) {
        hook.accept(name);
    }

    synchronized Thing create(String kind, String tag, String box) {
        step("create " + kind);
        Thing thing = new Thing(kind, kind + "-" + next++, tag, box, false);
        things.put(thing.id, thing);
        calls.add("create " + thing.id);
        step("created " + kind);
        return thing;
    }

    synchronized Optional<Thing> thing(String id) {
        return Optional.ofNullable(things.get(id));
    }

    synchronized List<Thing> all(Predicate<Thing> wanted) {
        return things.values().stream().filter(wanted).toList();
    }

    /** Notes what a revocation named. */
    synchronized void named(String call, Collection<String> ids) {
        calls.add(call + " " + String.join(" ", new TreeSet<>(ids)));
    }

    synchronized boolean remove(String id) {
        if (things.remove(id) == null) {
            return false;
        }
        things.values().removeIf(thing -> thing.box.equals(id));
        calls.add("remove " + id);
        return true;
    }

    synchronized void suspend(String id, boolean suspended) {
        things.computeIfPresent(id, (same, thing) -> new Thing(thing.kind, id, thing.tag, thing.box, suspended));
        calls.add((suspended ? "suspend " : "resume ") + id);
    }

    /** Trades a refresh token that is good once; returns the number of the next, or nothing if it was spent. */
    synchronized Optional<Integer> trade(String refreshToken) {
        if (!refreshToken.equals(refreshToken(session))) {
            spentAgain++;
            return Optional.empty();
        }
        session++;
        return Optional.of(session);
    }

    /** Gives a token as often as it is asked. */
    synchronized int another() {
        return ++session;
    }

    static String refreshToken(int number) {
        return "fixture-refresh-token-" + number;
    }

    static String accessToken(int number) {
        return "fixture-access-token-" + number;
    }

    /**
     * What there is one of.
     *
     * @param kind its kind
     * @param id its id
     * @param tag whose it is
     * @param box what it belongs to, and goes with; empty for a box
     * @param suspended whether it is switched off
     */
    record Thing(String kind, String id, String tag, String box, boolean suspended) {

        /** Shown once, by whoever creates it. */
        String secret() {
            return "fixture-secret-of-" + id;
        }
    }
}
