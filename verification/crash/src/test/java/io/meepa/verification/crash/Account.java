package io.meepa.verification.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an upstream made for one agent: everything ever, and what is alive of it. Thread-safe. */
final class Account {

    /** A thing made upstream. */
    record Thing(String kind, String id, String tag, String secret) {}

    private final List<Thing> live = new ArrayList<>();
    private final Map<String, Integer> made = new TreeMap<>();
    private final Map<String, Integer> mostLive = new TreeMap<>();
    private volatile CallBarrier barrier = CallBarrier.NONE;

    /** Makes callers wait at a point. */
    CallBarrier holdAt(CallBarrier newHold) {
        barrier = newHold;
        return newHold;
    }

    void letGo() {
        barrier.release();
        barrier = CallBarrier.NONE;
    }

    /** Creates a thing; where the upstream keeps a create from being repeated, the first of the tag. Then maybe waits. */
    String create(String kind, String tag, boolean once) {
        String answer = created(kind, tag, once);
        pass("create " + kind);
        return answer;
    }

    private synchronized String created(String kind, String tag, boolean once) {
        String earlier = find(kind, tag);
        if (once && !earlier.isEmpty()) {
            return earlier;
        }
        int serial = made.merge(kind, 1, Integer::sum);
        Thing thing = new Thing(kind, kind + "-" + serial, tag, "secret-of-" + kind + "-" + serial);
        live.add(thing);
        mostLive.merge(kind, live(kind).size(), Math::max);
        return line(thing);
    }

    synchronized String find(String kind, String tag) {
        return live.stream()
                .filter(thing -> thing.kind().equals(kind) && thing.tag().equals(tag))
                .findFirst()
                .map(Account::line)
                .orElse("");
    }

    synchronized String works(String id, String secret) {
        return Boolean.toString(live.stream()
                .anyMatch(thing -> thing.id().equals(id) && thing.secret().equals(secret)));
    }

    synchronized String delete(String id) {
        return Boolean.toString(live.removeIf(thing -> thing.id().equals(id)));
    }

    /** A point that a caller reports to have reached. */
    String pass(String point) {
        barrier.pass(point);
        return "";
    }

    synchronized List<Thing> live(String kind) {
        return live.stream().filter(thing -> thing.kind().equals(kind)).toList();
    }

    /** Returns how many were ever made. */
    synchronized int made(String kind) {
        return made.getOrDefault(kind, 0);
    }

    synchronized int mostLive(String kind) {
        return mostLive.getOrDefault(kind, 0);
    }

    private static String line(Thing thing) {
        return thing.id() + " " + thing.secret();
    }
}
