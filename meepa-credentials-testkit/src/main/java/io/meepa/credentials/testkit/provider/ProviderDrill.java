package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.Capabilities.Revocation;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.testkit.check.ConcurrentCallers;
import io.meepa.credentials.testkit.check.ContractAssert;
import io.meepa.credentials.testkit.check.SecretLeakCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Drives an issuer through accidents, each in a slot of its own, and compares what is left with a clean run. */
final class ProviderDrill {

    private final String service;
    private final CredentialIssuer issuer;
    private final Upstream upstream;
    private final Category category;
    private final AgentProfile profile;
    private final Instant since;
    private int slots;
    private Optional<Baseline> baseline = Optional.empty();

    ProviderDrill(
            String service,
            CredentialIssuer issuer,
            Upstream upstream,
            Category category,
            AgentProfile profile,
            Clock clock) {
        this.service = service;
        this.issuer = issuer;
        this.upstream = upstream;
        this.category = category;
        this.profile = profile;
        this.since = clock.instant();
    }

    CredentialIssuer issuer() {
        return issuer;
    }

    Slot slot() {
        slots++;
        return Slot.of(slots, category, service, profile, upstream, since);
    }

    /** Issues with nothing in the way, and stores it. */
    IssuedCredential held() {
        Slot slot = slot();
        return new IssuedCredential(
                slot, slot.credential(service, attempt(slot.first()).require("with nothing in the way")));
    }

    Outcome attempt(IssueRequest request) {
        return Outcome.of(issuer, request, upstream.secrets());
    }

    Outcome disturbed(Slot slot, Disturbance disturbance, int nth) {
        upstream.disturb(disturbance, nth);
        return attempt(slot.first());
    }

    String named(Outcome outcome) {
        return outcome.error().map(e -> e.getClass().getSimpleName()).orElse("success");
    }

    /** Returns what a clean run does; made once. */
    Baseline baseline() {
        Baseline known = baseline.orElseGet(() -> {
            Slot slot = slot();
            int before = upstream.calls();
            attempt(slot.first()).require("with nothing in the way");
            int live = upstream.live(slot.tag().text());
            return new Baseline(upstream.calls() - before, slot.ledger().reached(), live);
        });
        baseline = Optional.of(known);
        return known;
    }

    /** The engine's write fails at a report; afterwards all goes well. */
    void crash(int nth, boolean durable, boolean unrepeatable) {
        String when = "after a crash " + (durable ? "just after" : "just before") + " report " + nth + " was durable";
        int live = baseline().live();
        Slot slot = slot();
        slot.ledger().crashAt(nth, durable);
        Outcome outcome = attempt(slot.first());
        ContractAssert.require(!outcome.succeeded(), when + ", it went on to success: when a checkpoint throws, stop");
        ContractAssert.require(
                upstream.calls() == slot.ledger().callsAtCrash(),
                when + ", it called the upstream again: when a checkpoint throws, stop");
        recover(slot, when, live, unrepeatable);
    }

    /** Returns a slot whose attempt crashed just before a report was durable. */
    Slot crashed(int report) {
        Slot slot = slot();
        slot.ledger().crashAt(report, false);
        attempt(slot.first());
        return slot;
    }

    void loseAnswer(int nth, boolean unrepeatable) {
        leaveUnknown(Disturbance.ANSWER_LOST, nth, "after the answer of call " + nth + " was lost", unrepeatable);
    }

    void fail(int nth, boolean unrepeatable) {
        leaveUnknown(Disturbance.FAILED, nth, "after the upstream failed at call " + nth, unrepeatable);
    }

    /** The call has its effect, and the provider cannot know. */
    private void leaveUnknown(Disturbance disturbance, int nth, String when, boolean unrepeatable) {
        int live = baseline().live();
        Slot slot = slot();
        Outcome outcome = disturbed(slot, disturbance, nth);
        upstream.calm();
        outcome.requireTyped(when);
        if (outcome.claimsNothingWasDone()) {
            ContractAssert.require(
                    upstream.live(slot.tag().text())
                            <= slot.ledger().resources().size(),
                    "R2: " + when + ", it threw " + named(outcome)
                            + ", which says that nothing was done, but it was: throw ProviderIndeterminateException");
        }
        recoverUnlessDone(slot, outcome, when, live, unrepeatable);
    }

    void cutOff(int nth, boolean unrepeatable) {
        String when = "after call " + nth + " did not reach the upstream";
        int live = baseline().live();
        Slot slot = slot();
        Outcome outcome = disturbed(slot, Disturbance.UNREACHABLE, nth);
        upstream.calm();
        outcome.requireTyped(when);
        requireReported(slot, when);
        recoverUnlessDone(slot, outcome, when, live, unrepeatable);
    }

    /** Every live resource was reported before the next call. */
    void requireReported(Slot slot, String when) {
        int live = upstream.live(slot.tag().text());
        int reported = slot.ledger().resources().size();
        ContractAssert.require(
                live <= reported,
                "R1: " + when + ", " + live + " resources are live but " + reported
                        + " were reported: report each to the checkpoint before the next call");
    }

    void requireBaseline(Slot slot, String when) {
        int wanted = baseline().live();
        int live = upstream.live(slot.tag().text());
        ContractAssert.require(
                live == wanted,
                "R2: " + when + ", " + live + " resources are live where a clean run leaves " + wanted
                        + ": look for what bears the tag before creating");
    }

    void revoke(Slot slot, RevokeRequest request, Revocation declared) {
        int before = upstream.live(slot.tag().text());
        RevocationResult.End end = issuer.revoke(request).end();
        if (declared == Revocation.UNSUPPORTED) {
            ContractAssert.require(
                    end == RevocationResult.End.UNSUPPORTED, "it declares no revocation but says " + end);
            return;
        }
        int left = upstream.live(slot.tag().text());
        ContractAssert.require(end != RevocationResult.End.UNSUPPORTED, "it declares revocation but says UNSUPPORTED");
        ContractAssert.require(
                left == 0,
                "revoking said " + end + " but left " + left + " of " + before
                        + " resources alive: name the items that it needs in revocationKeep, or find by the tag");
        revokeAgain(request);
    }

    /** What bears another tag is neither taken for ours nor taken back. */
    void requireTagCompared(boolean revocable) {
        IssuedCredential held = held();
        Slot other = held.slot().next(upstream, since);
        IssuedCredential claimed = held.claimedBy(other);
        int live = upstream.live(held.slot().tag().text());
        Verification.State state =
                issuer.verify(claimed.credential(), other.first()).state();
        ContractAssert.require(
                state != Verification.State.LIVE,
                "R4: verify says LIVE of a resource that bears another tag: compare the tag before trusting an id");
        if (revocable) {
            revokeOrReject(claimed.revoke(List.of()));
            revokeOrReject(claimed.revoke(held.slot().ledger().resources()));
        }
        ContractAssert.require(
                upstream.live(held.slot().tag().text()) == live,
                "R4: it took back a resource that bears another tag: compare the tag before trusting an id");
    }

    private void revokeOrReject(RevokeRequest request) {
        try {
            issuer.revoke(request);
        } catch (ProviderException e) {
            SecretLeakCheck.requireNone(e, upstream.secrets());
        }
    }

    void revokeDespiteLostAnswers(Revocation declared) {
        int before = upstream.calls();
        Slot clean = slot();
        attempt(clean.first()).require("with nothing in the way");
        int issuing = upstream.calls() - before;
        revoke(clean, clean.revoke(clean.ledger().resources(), Optional.empty()), declared);
        int revoking = upstream.calls() - before - issuing;
        for (int nth = 1; nth <= revoking; nth++) {
            Slot slot = slot();
            attempt(slot.first()).require("with nothing in the way");
            RevokeRequest request = slot.revoke(slot.ledger().resources(), Optional.empty());
            upstream.disturb(Disturbance.ANSWER_LOST, nth);
            revokeOrFail(request, nth);
            upstream.calm();
            revoke(slot, request, declared);
        }
    }

    void requireThreadSafe() throws InterruptedException {
        int live = baseline().live();
        Map<Slot, Outcome> outcomes = issueAtOnce();
        outcomes.forEach((slot, outcome) -> {
            outcome.require("with other threads at work");
            int left = upstream.live(slot.tag().text());
            ContractAssert.require(
                    left == live,
                    "threads: " + left + " resources are live for one agent where " + live
                            + " should be: keep no state of a request in the issuer");
        });
    }

    private Map<Slot, Outcome> issueAtOnce() throws InterruptedException {
        List<Slot> all =
                Stream.generate(this::slot).limit(ConcurrentCallers.ENOUGH).toList();
        List<Supplier<Outcome>> work = new ArrayList<>();
        all.forEach(slot -> work.add(() -> attempt(slot.first())));
        List<Outcome> outcomes = ConcurrentCallers.together(work);
        Map<Slot, Outcome> bySlot = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            bySlot.put(all.get(i), outcomes.get(i));
        }
        return bySlot;
    }

    private void revokeAgain(RevokeRequest request) {
        RevocationResult again;
        try {
            again = issuer.revoke(request);
        } catch (RuntimeException e) {
            throw ContractAssert.guilty("revoking a second time fails: gone already counts as done", e);
        }
        if (again.end() == RevocationResult.End.ALREADY_GONE) {
            AbsenceDrill.requireProof(again.evidence(), Optional.empty(), "revoke says ALREADY_GONE");
        }
    }

    private void revokeOrFail(RevokeRequest request, int nth) {
        try {
            issuer.revoke(request);
        } catch (ProviderException e) {
            SecretLeakCheck.requireNone(e, upstream.secrets());
        } catch (RuntimeException e) {
            throw ContractAssert.guilty(
                    "when the answer of call " + nth + " of a revocation was lost, it threw no ProviderException", e);
        }
    }

    private void recoverUnlessDone(Slot slot, Outcome outcome, String when, int live, boolean unrepeatable) {
        if (outcome.succeeded()) {
            requireBaseline(slot, when);
        } else {
            recover(slot, when, live, unrepeatable);
        }
    }

    /** An upstream where nothing can be found leaves it to a person, unless nothing had been done or all is known. */
    private void recover(Slot slot, String when, int live, boolean unrepeatable) {
        Outcome resumed = attempt(slot.resumed());
        resumed.requireTyped(when);
        if (unrepeatable && resumed.unknown()) {
            ContractAssert.require(
                    upstream.live(slot.tag().text()) <= live, "R2: " + when + ", it asked a person but created more");
            return;
        }
        resumed.require(when + ", continuing");
        requireBaseline(slot, when);
    }

    /** What a clean run does: calls, reports, and resources left alive. */
    record Baseline(int calls, int reached, int live) {}
}
