package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.SecretRotation;
import io.meepa.credentials.testkit.check.ContractAssert;
import io.meepa.credentials.testkit.check.SecretLeakCheck;
import java.time.Instant;
import java.util.Optional;

/** Renews secrets through accidents, each for an agent of its own, and counts what is left. */
final class RotationDrill {

    private final ProviderDrill drill;
    private final CredentialIssuer issuer;
    private final Upstream upstream;
    private final Instant since;
    private final boolean oneSecret;

    RotationDrill(ProviderDrill drill, Upstream upstream, Instant since, boolean oneSecret) {
        this.drill = drill;
        this.issuer = drill.issuer();
        this.upstream = upstream;
        this.since = since;
        this.oneSecret = oneSecret;
    }

    boolean offered() {
        return issuer.rotation().isPresent();
    }

    /** Returns what was renewed, to be revoked. */
    IssuedCredential renew() {
        Turn turn = turn();
        return complete(turn, renewed(turn, turn.first(), "with nothing in the way"), "after a clean run");
    }

    void crash() {
        int reports = baseline().reports();
        for (int nth = 1; nth <= reports; nth++) {
            crash(nth, false);
            crash(nth, true);
        }
    }

    void loseAnswers() {
        int calls = baseline().calls();
        for (int nth = 1; nth <= calls; nth++) {
            String when = "after the answer of call " + nth + " was lost";
            Turn turn = turn();
            upstream.disturb(Disturbance.ANSWER_LOST, nth);
            Optional<Renewed> renewed = attempt(turn, when);
            upstream.calm();
            complete(turn, renewed.orElseGet(() -> renewed(turn, turn.resumed(), when + ", continuing")), when);
        }
    }

    private void crash(int nth, boolean durable) {
        String when = "after a crash " + (durable ? "just after" : "just before") + " report " + nth + " was durable";
        Turn turn = turn();
        turn.next().ledger().crashAt(nth, durable);
        boolean stopped = stops(turn);
        ContractAssert.require(
                stopped && upstream.calls() == turn.next().ledger().callsAtCrash(),
                when + ", the rotation went on: when a checkpoint throws, stop");
        ContractAssert.require(
                works(turn.held()) || !turn.next().ledger().secrets().isEmpty(),
                "R18: " + when + ", the old secret has ended and the new one is on no record: report it before the call"
                        + " that ends the old one");
        complete(turn, renewed(turn, turn.resumed(), when + ", continuing"), when);
    }

    /** The new secret works beside the old, which then goes alone; nothing more is left than before. */
    private IssuedCredential complete(Turn turn, Renewed renewed, String when) {
        SecretRotation rotation = rotation();
        ContractAssert.require(!renewed.items().isEmpty(), "renewing returned no item: return the new secret");
        SecretLeakCheck.requireNoneIn(renewed, upstream.secrets());
        IssuedCredential held = turn.held().with(renewed);
        ContractAssert.require(
                rotation.works(held.credential(), CallGuard.none()), when + ", the upstream refuses the new secret");
        requireOldInUse(turn, renewed, when);
        if (!renewed.replaced().isEmpty()) {
            retire(held.revoke(renewed.replaced()));
        }
        int left = turn.live();
        ContractAssert.require(
                left == turn.before(),
                "R2: " + when + ", " + left + " resources are live after a rotation where " + turn.before()
                        + " were before: look for what bears the tag before making a secret, and retire the old");
        return held;
    }

    private void requireOldInUse(Turn turn, Renewed renewed, String when) {
        if (renewed.replaced().isEmpty()) {
            ContractAssert.require(
                    oneSecret || works(turn.held()),
                    when + ", the old secret ended and none is named to be retired: tools still use it; if the upstream"
                            + " keeps one secret only, let keepsOneSecret() say so");
        } else {
            ContractAssert.require(
                    works(turn.held()),
                    when + ", the old secret ended although it is to be retired: tools still use it");
        }
    }

    private boolean works(IssuedCredential held) {
        return rotation().works(held.credential(), CallGuard.none());
    }

    SecretRotation rotation() {
        return issuer.rotation().orElseThrow();
    }

    private void retire(RevokeRequest request) {
        rotation().retire(request);
        try {
            rotation().retire(request);
        } catch (RuntimeException e) {
            throw ContractAssert.guilty("retiring a second time fails: gone already counts as done", e);
        }
    }

    private Renewed renewed(Turn turn, IssueRequest request, String when) {
        try {
            return rotation().renew(turn.held().credential(), request);
        } catch (RuntimeException e) {
            throw ContractAssert.guilty(when + ", renewing failed", e);
        }
    }

    private Optional<Renewed> attempt(Turn turn, String when) {
        try {
            return Optional.of(rotation().renew(turn.held().credential(), turn.first()));
        } catch (ProviderException e) {
            SecretLeakCheck.requireNone(e, upstream.secrets());
            return Optional.empty();
        } catch (RuntimeException e) {
            throw ContractAssert.guilty(when + ", renewing threw no ProviderException", e);
        }
    }

    private boolean stops(Turn turn) {
        try {
            rotation().renew(turn.held().credential(), turn.first());
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    Baseline baseline() {
        Turn turn = turn();
        int before = upstream.calls();
        renewed(turn, turn.first(), "with nothing in the way");
        return new Baseline(upstream.calls() - before, turn.next().ledger().reached());
    }

    Turn turn() {
        IssuedCredential held = drill.held();
        Slot next = held.slot().next(upstream, since);
        return new Turn(held, next, upstream.live(held.slot().tag().text()), upstream);
    }

    /** What a clean renewal does. */
    record Baseline(int calls, int reports) {}

    /** One rotation: what is stored, and the slot of the operation, with a tag of its own. */
    record Turn(IssuedCredential held, Slot next, int before, Upstream upstream) {

        IssueRequest first() {
            return next.first();
        }

        IssueRequest resumed() {
            return next.resumed();
        }

        int live() {
            return upstream.live(held.slot().tag().text())
                    + upstream.live(next.tag().text());
        }
    }
}
