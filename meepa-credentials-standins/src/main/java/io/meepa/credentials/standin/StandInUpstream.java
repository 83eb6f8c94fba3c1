package io.meepa.credentials.standin;

import io.meepa.credentials.testkit.provider.Denial;
import io.meepa.credentials.testkit.provider.Disturbance;
import io.meepa.credentials.testkit.provider.Upstream;

/** A stand-in as an upstream: what is left to say is which resources bear a tag. */
public abstract class StandInUpstream implements Upstream {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL_ERROR = 500;

    private final StandIn standIn;

    /**
     * Creates the upstream.
     *
     * @param standIn the stand-in, already running; the caller closes it
     */
    protected StandInUpstream(StandIn standIn) {
        this.standIn = standIn;
    }

    @Override
    public int calls() {
        return standIn.requests().size();
    }

    /** {@inheritDoc} A refusal is a bare 403, which every one of the services knows. */
    @Override
    public void disturb(Disturbance disturbance, int nth) {
        Fault fault = switch (disturbance) {
            case UNREACHABLE -> Fault.Plain.RESET_BEFORE_EFFECT;
            case ANSWER_LOST -> Fault.Plain.CUT_AFTER_EFFECT;
            case FAILED -> new Fault.Failure(INTERNAL_ERROR, true);
            case REFUSED -> new Fault.Canned(FORBIDDEN, "{\"message\":\"Forbidden\"}", false);
            case SECRET_ECHOED -> Fault.Plain.ECHO_AUTHORIZATION;
        };
        standIn.fail(fault, Route.any(), nth);
    }

    @Override
    public boolean deny(Denial lie, int nth) {
        Fault fault = lie == Denial.NOT_FOUND
                ? new Fault.Canned(NOT_FOUND, "{\"message\":\"Not found\"}", false)
                : Fault.Plain.EMPTY_LISTING;
        standIn.fail(fault, Route.of("GET", "*"), nth);
        return true;
    }

    @Override
    public void calm() {
        standIn.heal();
    }
}
