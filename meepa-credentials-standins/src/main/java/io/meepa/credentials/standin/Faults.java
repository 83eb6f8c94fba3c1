package io.meepa.credentials.standin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The faults still to come. Not thread-safe. */
final class Faults {

    private final List<Pending> pending = new ArrayList<>();

    void add(Fault fault, Route route, int nth) {
        if (nth < 1) {
            throw new IllegalArgumentException("count calls from 1");
        }
        pending.add(new Pending(fault, route, nth));
    }

    void addForEvery(Fault fault, Route route) {
        pending.add(new Pending(fault, route, Pending.EVERY));
    }

    void clear() {
        pending.clear();
    }

    /** Counts the call for every fault that waits for its route, and returns the first one due. */
    Optional<Fault> due(Call call) {
        Optional<Fault> due = Optional.empty();
        for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
            Pending next = all.next();
            if (next.dueWith(call)) {
                due = due.or(() -> Optional.of(next.fault));
                if (next.left == 0) {
                    all.remove();
                }
            }
        }
        return due;
    }

    private static final class Pending {

        static final int EVERY = -1;

        private final Fault fault;
        private final Route route;
        private int left;

        Pending(Fault fault, Route route, int left) {
            this.fault = fault;
            this.route = route;
            this.left = left;
        }

        boolean dueWith(Call call) {
            if (!route.fits(call.method(), call.path())) {
                return false;
            }
            return left == EVERY || --left == 0;
        }
    }
}
