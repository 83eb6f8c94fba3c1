package io.meepa.credentials.testkit;

import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.Verification.State;

/** Switches resources off and on, repeatedly and through lost answers, and asks the upstream afterwards. */
final class SuspensionDrill {

    private final ProviderDrill drill;
    private final CredentialIssuer issuer;
    private final Upstream upstream;

    SuspensionDrill(ProviderDrill drill, Upstream upstream) {
        this.drill = drill;
        this.issuer = drill.issuer();
        this.upstream = upstream;
    }

    /** What is declared is offered, and nothing else. */
    void requireDeclared(boolean declared) {
        boolean offered = offered();
        Verdict.require(offered || !declared, "it declares a suspension that suspension() does not offer");
        Verdict.require(declared || !offered, "it offers a suspension that its capabilities do not declare");
    }

    void switchOffAndOn() {
        Held held = drill.held();
        int live = live(held);
        off(held, "switched off");
        off(held, "switched off twice");
        Verdict.require(live(held) == live, "switching off made or deleted resources: it is for now only");
        on(held, "switched on");
        on(held, "switched on twice");
        Verdict.require(live(held) == live, "switching on made or deleted resources");
    }

    /** Returns what is off, to be revoked. */
    Held switchedOff() {
        Held held = drill.held();
        off(held, "switched off");
        return held;
    }

    void loseAnswers() {
        Held clean = drill.held();
        int before = upstream.calls();
        suspend(clean);
        int off = upstream.calls() - before;
        resume(clean);
        int on = upstream.calls() - before - off;
        for (int nth = 1; nth <= off; nth++) {
            Held held = drill.held();
            disturbed(nth, () -> suspend(held));
            off(held, "switched off again after the answer of call " + nth + " was lost");
        }
        for (int nth = 1; nth <= on; nth++) {
            Held held = switchedOff();
            disturbed(nth, () -> resume(held));
            on(held, "switched on again after the answer of call " + nth + " was lost");
        }
    }

    private boolean offered() {
        try {
            issuer.suspension();
            return true;
        } catch (ProviderUnsupportedException e) {
            return false;
        }
    }

    private void off(Held held, String when) {
        stands(held, State.SUSPENDED, when, () -> suspend(held));
    }

    private void on(Held held, String when) {
        stands(held, State.LIVE, when, () -> resume(held));
    }

    private void stands(Held held, State wanted, String when, Switch change) {
        State said = attempted(when, change);
        Verdict.require(said == wanted, when + ", it says " + said + " instead of " + wanted);
        State found = issuer.verify(held.credential(), held.slot().first()).state();
        Verdict.require(found == wanted, when + ", it says " + wanted + ", but verify says " + found);
    }

    private static State attempted(String when, Switch change) {
        try {
            return change.turn();
        } catch (RuntimeException e) {
            throw Verdict.guilty(when + ", it fails: what stands as asked already counts as done", e);
        }
    }

    private void disturbed(int nth, Switch change) {
        upstream.disturb(Disturbance.ANSWER_LOST, nth);
        try {
            change.turn();
        } catch (ProviderException e) {
            Spill.requireNone(e, upstream.secrets());
        } catch (RuntimeException e) {
            throw Verdict.guilty("when the answer of call " + nth + " was lost, it threw no ProviderException", e);
        } finally {
            upstream.calm();
        }
    }

    private State suspend(Held held) {
        return issuer.suspension()
                .suspend(held.credential(), held.slot().first())
                .state();
    }

    private State resume(Held held) {
        return issuer.suspension()
                .resume(held.credential(), held.slot().first())
                .state();
    }

    private int live(Held held) {
        return upstream.live(held.slot().tag().text());
    }

    /** Turns a resource on or off. */
    private interface Switch {

        State turn();
    }
}
