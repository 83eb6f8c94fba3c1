package io.meepa.verification.crash;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts where kills found a run, at which calls, and the results of recovery. */
final class Table {

    private final Map<String, Integer> phases = new LinkedHashMap<>();
    private final Map<String, Integer> points = new TreeMap<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private int kills;
    private int missed;

    void add(Attempt attempt, Recovery recovery) {
        if (!attempt.killed()) {
            missed++;
            return;
        }
        kills++;
        phases.merge(phase(attempt, recovery), 1, Integer::sum);
        points.merge(attempt.point(), 1, Integer::sum);
        ends.merge(recovery.result().split(" ", 2)[0], 1, Integer::sum);
    }

    private static String phase(Attempt attempt, Recovery recovery) {
        if (recovery.secretFound().isPresent()) {
            return "outcome on record";
        }
        if (!recovery.operationFound()) {
            return "nothing on record";
        }
        return attempt.made() == 0 ? "intent on record, nothing made" : "made, outcome not on record";
    }

    @Override
    public String toString() {
        return kills + " kills (" + missed + " not reached) | " + phases + " | after recovery " + ends + " | at "
                + points;
    }
}
