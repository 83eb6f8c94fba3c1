package io.meepa.credentials.testkit;

import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Renewed;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.SecretRotation;
import java.time.Instant;
import java.util.Optional;

/** Renews secrets through accidents, each for an agent of its own, and counts what is left. */
final class RotationDrill {

    private final ProviderDrill drill;
    private final CredentialIssuer issuer;
    private final Upstream upstream;
    private final Instant since;

    RotationDrill(ProviderDrill drill, Upstream upstream, Instant since) {
        this.drill = drill;
        this.issuer = drill.issuer();
        this.upstream = upstream;
        this.since = since;
    }

    boolean offered() {
        try {
            issuer.rotation();
            return true;
        } catch (ProviderUnsupportedException e) {
            return false;
        }
    }

    /** Returns what was renewed, to be revoked. */
    Held renew() {
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
            complete(turn, renewed.orElseGet(() -> renewed(turn, turn.resumed(since), when + ", continuing")), when);
        }
    }

    private void crash(int nth, boolean durable) {
        String when = "after a crash " + (durable ? "just after" : "just before") + " report " + nth + " was durable";
        Turn turn = turn();
        turn.next().ledger().crashAt(nth, durable);
        boolean stopped = stops(turn);
        Verdict.require(
                stopped && upstream.calls() == turn.next().ledger().callsAtCrash(),
                when + ", the rotation went on: when a checkpoint throws, stop");
        complete(turn, renewed(turn, turn.resumed(since), when + ", continuing"), when);
    }

    /** The new secret works beside the old, which then goes alone; nothing more is left than before. */
    private Held complete(Turn turn, Renewed renewed, String when) {
        SecretRotation rotation = issuer.rotation();
        Verdict.require(!renewed.items().isEmpty(), "renewing returned no item: return the new secret");
        Spill.requireNoneIn(renewed, upstream.secrets());
        Held held = turn.held().with(renewed);
        Verdict.require(rotation.works(held.credential()), when + ", the upstream refuses the new secret");
        if (!renewed.replaced().isEmpty()) {
            Verdict.require(
                    rotation.works(turn.held().credential()),
                    when + ", the old secret ended although it is to be retired: tools still use it");
            retire(held.revoke(renewed.replaced()));
        }
        int left = turn.live();
        Verdict.require(
                left == turn.before(),
                "R2: " + when + ", " + left + " resources are live after a rotation where " + turn.before()
                        + " were before: look for what bears the tag before making a secret, and retire the old");
        return held;
    }

    private void retire(RevokeRequest request) {
        issuer.rotation().retire(request);
        try {
            issuer.rotation().retire(request);
        } catch (RuntimeException e) {
            throw Verdict.guilty("retiring a second time fails: gone already counts as done", e);
        }
    }

    private Renewed renewed(Turn turn, IssueRequest request, String when) {
        try {
            return issuer.rotation().renew(turn.held().credential(), request);
        } catch (RuntimeException e) {
            throw Verdict.guilty(when + ", renewing failed", e);
        }
    }

    private Optional<Renewed> attempt(Turn turn, String when) {
        try {
            return Optional.of(issuer.rotation().renew(turn.held().credential(), turn.first()));
        } catch (ProviderException e) {
            Spill.requireNone(e, upstream.secrets());
            return Optional.empty();
        } catch (RuntimeException e) {
            throw Verdict.guilty(when + ", renewing threw no ProviderException", e);
        }
    }

    private boolean stops(Turn turn) {
        try {
            issuer.rotation().renew(turn.held().credential(), turn.first());
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private Baseline baseline() {
        Turn turn = turn();
        int before = upstream.calls();
        renewed(turn, turn.first(), "with nothing in the way");
        return new Baseline(upstream.calls() - before, turn.next().ledger().reached());
    }

    private Turn turn() {
        Held held = drill.held();
        Slot next = held.slot().next(upstream);
        return new Turn(held, next, upstream.live(held.slot().tag().text()), upstream);
    }

    /** What a clean renewal does. */
    private record Baseline(int calls, int reports) {}

    /** One rotation: what is stored, and the slot of the operation, with a tag of its own. */
    private record Turn(Held held, Slot next, int before, Upstream upstream) {

        IssueRequest first() {
            return next.first();
        }

        IssueRequest resumed(Instant since) {
            return next.resumed(since);
        }

        int live() {
            return upstream.live(held.slot().tag().text())
                    + upstream.live(next.tag().text());
        }
    }
}
