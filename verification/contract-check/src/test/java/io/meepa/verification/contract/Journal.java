package io.meepa.verification.contract;

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

/** Keeps what a provider reports, and ends the process, as it were, at one of the reports. */
final class Journal implements Checkpoint {

    private final List<UpstreamResource> resources = new ArrayList<>();
    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private int reports;
    private int last;
    private boolean lastIsDurable;

    void endAt(int report, boolean durable) {
        last = report;
        lastIsDurable = durable;
    }

    @Override
    public void reached(UpstreamResource resource, Map<String, Secret> learnt) {
        reports++;
        if (reports != last || lastIsDurable) {
            resources.add(resource);
            secrets.putAll(learnt);
        }
        if (reports == last) {
            throw new StoreException("the process ends here, in a test");
        }
    }

    @Override
    public void gone(UpstreamResource resource) {
        resources.remove(resource);
    }

    int reports() {
        return reports;
    }

    List<UpstreamResource> resources() {
        return List.copyOf(resources);
    }

    Resumption resumption(Instant since) {
        return new Resumption(since, resources, secrets);
    }
}
