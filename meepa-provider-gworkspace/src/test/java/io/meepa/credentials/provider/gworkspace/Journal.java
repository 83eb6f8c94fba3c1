package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Checkpoint;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an engine keeps of an operation: begun, with every checkpoint so far. Crashes after so many, if asked to. */
final class Journal implements Checkpoint {

    final List<UpstreamResource> resources = new ArrayList<>();
    final Map<String, Secret> secrets = new HashMap<>();

    /** Crash once so many checkpoints were reached. */
    int crashAfter = Integer.MAX_VALUE;

    private int reached;
    private boolean begun;

    /** Returns empty for the first attempt, and what was left by it for the next. */
    Optional<Resumption> resumption() {
        Optional<Resumption> left =
                begun ? Optional.of(new Resumption(Instant.EPOCH, resources, secrets)) : Optional.empty();
        begun = true;
        return left;
    }

    String secret(String name) {
        return Optional.ofNullable(secrets.get(name)).orElseThrow().reveal();
    }

    @Override
    public void reached(UpstreamResource resource, Map<String, Secret> newSecrets) {
        resources.add(resource);
        newSecrets.forEach((name, secret) -> secrets.put(name, secret.withBytes(Secret::copyOf)));
        if (++reached == crashAfter) {
            throw new Crash();
        }
    }

    @Override
    public void gone(UpstreamResource resource) {
        resources.remove(resource);
    }

    static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
