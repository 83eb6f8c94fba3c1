package io.meepa.verification.failover;

import java.util.Map;
import java.util.TreeMap;

/** How many additions of each incarnation of a host are in a document. */
record Tally(Map<String, Long> additions) {

    Tally {
        additions = Map.copyOf(additions);
    }

    static Tally parse(String text) {
        Map<String, Long> additions = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            if (!part.isEmpty()) {
                int at = part.indexOf('=');
                additions.put(part.substring(0, at), Long.parseLong(part.substring(at + 1)));
            }
        }
        return new Tally(additions);
    }

    long of(String incarnation) {
        return additions.getOrDefault(incarnation, 0L);
    }

    long total() {
        return additions.values().stream().mapToLong(Long::longValue).sum();
    }

    Tally plusOne(String incarnation) {
        Map<String, Long> changed = new TreeMap<>(additions);
        changed.merge(incarnation, 1L, Long::sum);
        return new Tally(changed);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(additions)
                .forEach((name, count) ->
                        text.append(name).append('=').append(count).append(','));
        return text.toString();
    }
}
