package io.meepa.verification.contract;

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

/** Keeps what a provider reports, and ends the process, as it were, at one of the reports. */
final class RecordingCheckpoint implements Checkpoint {

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
    public void gone(UpstreamResource resource, Evidence evidence) {
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
