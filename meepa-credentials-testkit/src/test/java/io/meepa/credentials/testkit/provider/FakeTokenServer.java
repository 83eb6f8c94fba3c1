package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small service: a stub buys one ticket and the next stub, and is spent with that. Thread-safe. */
final class FakeTokenServer implements Upstream {

    private final List<String> stubs = new ArrayList<>();
    private final List<String> tickets = new ArrayList<>();
    private int calls;
    private int countdown;
    private int made;
    private Optional<Disturbance> pending = Optional.empty();

    synchronized Secret signedIn() {
        String stub = "stub-canary-" + made++;
        stubs.add(stub);
        return Secret.of(stub);
    }

    synchronized void greeted() {
        calls++;
    }

    /** Returns the ticket and the next stub. */
    synchronized List<Secret> trade(Secret stub) {
        calls++;
        countdown--;
        Optional<Disturbance> now = countdown == 0 ? pending : Optional.empty();
        if (now.isPresent() && now.get() != Disturbance.ANSWER_LOST) {
            throw new Trouble(now.get(), "no ticket for " + stub.reveal());
        }
        if (!stubs.remove(stub.reveal())) {
            throw new Trouble(Disturbance.REFUSED, "spent");
        }
        String ticket = "ticket-canary-" + made++;
        tickets.add(ticket);
        Secret next = signedIn();
        if (now.isPresent()) {
            throw new Trouble(Disturbance.ANSWER_LOST, "lost");
        }
        return List.of(Secret.of(ticket), next);
    }

    synchronized boolean accepts(Secret ticket) {
        return tickets.contains(ticket.reveal());
    }

    @Override
    public int live(String tag) {
        return 0;
    }

    @Override
    public synchronized int calls() {
        return calls;
    }

    @Override
    public synchronized void disturb(Disturbance disturbance, int nth) {
        pending = Optional.of(disturbance);
        countdown = nth;
    }

    @Override
    public synchronized void calm() {
        pending = Optional.empty();
    }

    @Override
    public synchronized List<Secret> secrets() {
        return stubs.stream().map(Secret::of).toList();
    }

    /** What a client gets to see when something goes wrong. */
    static final class Trouble extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Disturbance kind;

        Trouble(Disturbance kind, String message) {
            super(message);
            this.kind = kind;
        }

        Disturbance kind() {
            return kind;
        }
    }
}
