package io.meepa.credentials.testkit;

import io.meepa.credentials.Secret;
import io.meepa.credentials.StoreException;
import io.meepa.credentials.spi.Checkpoint;
import io.meepa.credentials.spi.Resumption;
import io.meepa.credentials.spi.UpstreamResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stands for the engine's record of one operation, and for the crash that may come at any of its writes. */
final class Ledger implements Checkpoint {

    private final Upstream upstream;
    private final List<UpstreamResource> resources = new ArrayList<>();
    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private int reached;
    private int crashAt;
    private boolean durableBeforeCrash;
    private int callsAtCrash = -1;

    Ledger(Upstream upstream) {
        this.upstream = upstream;
    }

    /** Crashes at a report to come: just before it is durable, or just after. */
    void crashAt(int nth, boolean durable) {
        crashAt = reached + nth;
        durableBeforeCrash = durable;
    }

    @Override
    public synchronized void reached(UpstreamResource resource, Map<String, Secret> learnt) {
        reached++;
        if (reached != crashAt || durableBeforeCrash) {
            if (!resources.contains(resource)) {
                resources.add(resource);
            }
            secrets.putAll(learnt);
        }
        if (reached == crashAt) {
            callsAtCrash = upstream.calls();
            throw new StoreException("the process ends here, in a test");
        }
    }

    @Override
    public synchronized void gone(UpstreamResource resource) {
        resources.remove(resource);
    }

    Resumption resumption(Instant since) {
        return new Resumption(since, resources, secrets);
    }

    List<UpstreamResource> resources() {
        return List.copyOf(resources);
    }

    Map<String, Secret> secrets() {
        return Map.copyOf(secrets);
    }

    int reached() {
        return reached;
    }

    int callsAtCrash() {
        return callsAtCrash;
    }
}
