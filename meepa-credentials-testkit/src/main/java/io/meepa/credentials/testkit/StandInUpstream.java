package io.meepa.credentials.testkit;

import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.Route;
import io.meepa.credentials.testkit.standin.StandIn;

/** A stand-in as an upstream: what is left to say is which resources bear a tag. */
public abstract class StandInUpstream implements Upstream {

    private static final int FORBIDDEN = 403;

    private final StandIn standIn;

    /**
     * Makes the upstream.
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
            case REFUSED -> new Fault.Canned(FORBIDDEN, "{\"message\":\"Forbidden\"}", false);
            case SECRET_ECHOED -> Fault.Plain.ECHO_AUTHORIZATION;
        };
        standIn.fail(fault, Route.any(), nth);
    }

    @Override
    public void calm() {
        standIn.heal();
    }
}
