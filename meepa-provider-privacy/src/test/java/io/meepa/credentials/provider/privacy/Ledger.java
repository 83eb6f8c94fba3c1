package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.Checkpoint;
import io.meepa.credentials.spi.Resumption;
import io.meepa.credentials.spi.UpstreamResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what a provider reports, as the engine would, and can crash around any report. */
final class Ledger implements Checkpoint {

    private final Instant since;
    private final List<UpstreamResource> resources = new ArrayList<>();
    private final Map<String, Secret> secrets = new HashMap<>();
    private int untilCrash;
    private boolean keepsTheLast;

    Ledger(Instant since) {
        this.since = since;
    }

    /** Crashes at the nth report from now, before or after it became durable. */
    Ledger crashAt(int nth, boolean afterwards) {
        untilCrash = nth;
        keepsTheLast = afterwards;
        return this;
    }

    @Override
    public void reached(UpstreamResource resource, Map<String, Secret> shown) {
        boolean crash = --untilCrash == 0;
        if (!crash || keepsTheLast) {
            resources.add(resource);
            secrets.putAll(shown);
        }
        if (crash) {
            throw new Crash();
        }
    }

    @Override
    public void gone(UpstreamResource resource) {
        resources.remove(resource);
    }

    List<UpstreamResource> resources() {
        return List.copyOf(resources);
    }

    Map<String, Secret> secrets() {
        return secrets;
    }

    Optional<Resumption> resumption() {
        return Optional.of(new Resumption(since, resources, secrets));
    }

    /** What a kill looks like from inside. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
