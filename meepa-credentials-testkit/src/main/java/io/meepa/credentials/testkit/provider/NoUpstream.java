package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.Secret;
import java.util.List;
import java.util.Set;

/** Nothing is there. */
final class NoUpstream implements Upstream {

    @Override
    public int live(String tag) {
        return 0;
    }

    @Override
    public int calls() {
        return 0;
    }

    @Override
    public void disturb(Disturbance disturbance, int nth) {
        throw new UnsupportedOperationException("there is no upstream to disturb");
    }

    @Override
    public void calm() {}

    @Override
    public Set<Disturbance> disturbances() {
        return Set.of();
    }

    @Override
    public List<Secret> secrets() {
        return List.of();
    }
}
