package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.testkit.provider.Disturbance;

/** What a client of a service gets to see when something goes wrong. */
final class ServiceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Disturbance kind;

    ServiceFailure(Disturbance kind, String message) {
        super(message);
        this.kind = kind;
    }

    static ServiceFailure nameTaken() {
        return new ServiceFailure(Disturbance.REFUSED, "the name is taken");
    }

    Disturbance kind() {
        return kind;
    }
}
