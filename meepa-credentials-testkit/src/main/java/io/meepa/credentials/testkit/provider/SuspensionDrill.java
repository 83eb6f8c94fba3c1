package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.testkit.check.ContractAssert;
import io.meepa.credentials.testkit.check.SecretLeakCheck;

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
        ContractAssert.require(offered || !declared, "it declares a suspension that suspension() does not offer");
        ContractAssert.require(declared || !offered, "it offers a suspension that its capabilities do not declare");
    }

    void switchOffAndOn() {
        IssuedCredential held = drill.held();
        int live = live(held);
        off(held, "switched off");
        off(held, "switched off twice");
        ContractAssert.require(live(held) == live, "switching off made or deleted resources: it is for now only");
        on(held, "switched on");
        on(held, "switched on twice");
        ContractAssert.require(live(held) == live, "switching on made or deleted resources");
    }

    /** Returns what is off, to be revoked. */
    IssuedCredential switchedOff() {
        IssuedCredential held = drill.held();
        off(held, "switched off");
        return held;
    }

    void loseAnswers() {
        IssuedCredential clean = drill.held();
        int before = upstream.calls();
        suspend(clean);
        int off = upstream.calls() - before;
        resume(clean);
        int on = upstream.calls() - before - off;
        for (int nth = 1; nth <= off; nth++) {
            IssuedCredential held = drill.held();
            disturbed(nth, () -> suspend(held));
            off(held, "switched off again after the answer of call " + nth + " was lost");
        }
        for (int nth = 1; nth <= on; nth++) {
            IssuedCredential held = switchedOff();
            disturbed(nth, () -> resume(held));
            on(held, "switched on again after the answer of call " + nth + " was lost");
        }
    }

    private boolean offered() {
        return issuer.suspension().isPresent();
    }

    private void off(IssuedCredential held, String when) {
        stands(held, State.SUSPENDED, when, () -> suspend(held));
    }

    private void on(IssuedCredential held, String when) {
        stands(held, State.LIVE, when, () -> resume(held));
    }

    private void stands(IssuedCredential held, State wanted, String when, Switch change) {
        State said = attempted(when, change);
        ContractAssert.require(said == wanted, when + ", it says " + said + " instead of " + wanted);
        State found = issuer.verify(held.credential(), held.slot().first()).state();
        ContractAssert.require(found == wanted, when + ", it says " + wanted + ", but verify says " + found);
    }

    private static State attempted(String when, Switch change) {
        try {
            return change.turn();
        } catch (RuntimeException e) {
            throw ContractAssert.guilty(when + ", it fails: what stands as asked already counts as done", e);
        }
    }

    private void disturbed(int nth, Switch change) {
        upstream.disturb(Disturbance.ANSWER_LOST, nth);
        try {
            change.turn();
        } catch (ProviderException e) {
            SecretLeakCheck.requireNone(e, upstream.secrets());
        } catch (RuntimeException e) {
            throw ContractAssert.guilty(
                    "when the answer of call " + nth + " was lost, it threw no ProviderException", e);
        } finally {
            upstream.calm();
        }
    }

    private State suspend(IssuedCredential held) {
        return suspend(held, CallGuard.none());
    }

    private State resume(IssuedCredential held) {
        return resume(held, CallGuard.none());
    }

    State suspend(IssuedCredential held, CallGuard guard) {
        return issuer.suspension()
                .orElseThrow()
                .suspend(held.credential(), held.slot().first().guardedBy(guard))
                .state();
    }

    State resume(IssuedCredential held, CallGuard guard) {
        return issuer.suspension()
                .orElseThrow()
                .resume(held.credential(), held.slot().first().guardedBy(guard))
                .state();
    }

    private int live(IssuedCredential held) {
        return upstream.live(held.slot().tag().text());
    }

    /** Turns a resource on or off. */
    private interface Switch {

        State turn();
    }
}
