package io.meepa.credentials.testkit;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.Checkpoint;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Keeps what a provider reports, as the engine's record of one operation does, and can crash at any report. A crash is a
 * {@link StoreException}, as the engine's own failed write is. Thread-safe.
 */
public final class Ledger implements Checkpoint {

    private final Instant since;
    private final IntSupplier calls;
    private final List<UpstreamResource> resources = new ArrayList<>();
    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private int reached;
    private int crashAt;
    private boolean durableBeforeCrash;
    private int callsAtCrash = -1;
    private boolean attempted;

    private Ledger(Instant since, IntSupplier calls) {
        this.since = since;
        this.calls = calls;
    }

    /**
     * Creates an empty ledger.
     *
     * @param since when the operation began
     * @return the ledger
     */
    public static Ledger since(Instant since) {
        return new Ledger(since, () -> -1);
    }

    /**
     * Creates an empty ledger that remembers how many calls the upstream had got when it crashed.
     *
     * @param since when the operation began
     * @param calls counts the calls so far
     * @return the ledger
     */
    public static Ledger since(Instant since, IntSupplier calls) {
        return new Ledger(since, calls);
    }

    /**
     * Crashes at a report to come.
     *
     * @param nth which one, from now: 1 for the next
     * @param durable whether the report is kept before the crash
     * @return this
     */
    public synchronized Ledger crashAt(int nth, boolean durable) {
        crashAt = reached + nth;
        durableBeforeCrash = durable;
        return this;
    }

    @Override
    public synchronized void reached(UpstreamResource resource, Map<String, Secret> learnt) {
        reached++;
        if (reached != crashAt || durableBeforeCrash) {
            if (!resources.contains(resource)) {
                resources.add(resource);
            }
            learnt.forEach((name, secret) -> secrets.put(name, secret.withBytes(Secret::copyOf)));
        }
        if (reached == crashAt) {
            callsAtCrash = calls.getAsInt();
            throw new StoreException("the process ends here, in a test");
        }
    }

    @Override
    public synchronized void gone(UpstreamResource resource, Evidence evidence) {
        resources.remove(resource);
    }

    /**
     * Returns what the next attempt learns of this one.
     *
     * @return the resumption, present even if nothing was reported
     */
    public synchronized Optional<Resumption> resumption() {
        return Optional.of(new Resumption(since, resources, secrets));
    }

    /**
     * Starts an attempt.
     *
     * @return nothing for the first one; for the next, what earlier attempts left
     */
    public synchronized Optional<Resumption> nextAttempt() {
        boolean first = !attempted;
        attempted = true;
        return first ? Optional.empty() : resumption();
    }

    /**
     * Returns the resources that were reported and are not gone.
     *
     * @return the resources, in the order of their reports
     */
    public synchronized List<UpstreamResource> resources() {
        return List.copyOf(resources);
    }

    /**
     * Returns the secrets that were reported.
     *
     * @return the secrets by name
     */
    public synchronized Map<String, Secret> secrets() {
        return Map.copyOf(secrets);
    }

    /**
     * Returns a secret that was reported.
     *
     * @param name its name
     * @return the secret
     */
    public synchronized Secret secret(String name) {
        return Optional.ofNullable(secrets.get(name)).orElseThrow();
    }

    /**
     * Counts the reports so far.
     *
     * @return how many
     */
    public synchronized int reached() {
        return reached;
    }

    /**
     * Returns how many calls the upstream had got when the ledger crashed.
     *
     * @return the calls, or -1 if it did not crash or does not count
     */
    public synchronized int callsAtCrash() {
        return callsAtCrash;
    }
}
