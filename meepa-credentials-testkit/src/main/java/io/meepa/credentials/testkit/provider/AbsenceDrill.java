package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.testkit.check.ContractAssert;
import java.util.List;
import java.util.Optional;

/** Lets the upstream deny once what is there, at each read in turn, and asks with the key of another account. */
final class AbsenceDrill {

    private static final String REMEDY = ": prove absence by steady and different looks, on the account that made it";

    private final ProviderDrill drill;
    private final Upstream upstream;

    AbsenceDrill(ProviderDrill drill, Upstream upstream) {
        this.drill = drill;
        this.upstream = upstream;
    }

    /** Returns false if the upstream cannot deny anything. */
    boolean verifyDespite(Denial lie) {
        IssuedCredential held = drill.held();
        int before = upstream.calls();
        verified(drill.issuer(), held);
        int reads = upstream.calls() - before;
        for (int nth = 1; nth <= reads; nth++) {
            if (!upstream.deny(lie, nth)) {
                return false;
            }
            Optional<Verification> answer = verified(drill.issuer(), held);
            upstream.calm();
            requireNotGone(answer, "after one " + lie + " at read " + nth);
        }
        return true;
    }

    /** Returns false if the upstream cannot deny anything. */
    boolean revokeDespite(Denial lie) {
        IssuedCredential clean = drill.held();
        int before = upstream.calls();
        revoked(drill.issuer(), clean, Optional.of(clean));
        int reads = upstream.calls() - before;
        for (int nth = 1; nth <= reads; nth++) {
            IssuedCredential held = drill.held();
            if (!upstream.deny(lie, nth)) {
                return false;
            }
            revoked(drill.issuer(), held, Optional.of(held))
                    .ifPresent(result -> requireNothingLeft(held, "after one " + lie, result));
            upstream.calm();
        }
        return true;
    }

    /** Switches off what one read denies: it is not gone for that. */
    void switchDespite(Denial lie, SuspensionDrill suspension) {
        IssuedCredential clean = drill.held();
        int before = upstream.calls();
        suspension.suspend(clean, CallGuard.none());
        int reads = upstream.calls() - before;
        for (int nth = 1; nth <= reads; nth++) {
            IssuedCredential held = drill.held();
            upstream.deny(lie, nth);
            Optional<Verification.State> state = switchedOff(suspension, held);
            upstream.calm();
            ContractAssert.require(
                    state.filter(Verification.State.GONE::equals).isEmpty(),
                    "after one " + lie + " at read " + nth + ", switching off says GONE of what is there" + REMEDY);
        }
    }

    private static Optional<Verification.State> switchedOff(SuspensionDrill suspension, IssuedCredential held) {
        try {
            return Optional.of(suspension.suspend(held, CallGuard.none()));
        } catch (ProviderException e) {
            return Optional.empty();
        }
    }

    /** Continues after each crash while one read denies what the earlier attempt made. */
    void resumeDespite(Denial lie) {
        for (int report = 1; report <= drill.baseline().reached(); report++) {
            int reads = readsOfResumption(report);
            for (int nth = 1; nth <= reads; nth++) {
                Slot slot = drill.crashed(report);
                upstream.deny(lie, nth);
                Outcome resumed = drill.attempt(slot.resumed());
                upstream.calm();
                if (!resumed.succeeded()) {
                    drill.attempt(slot.resumed()).require("continuing once more");
                }
                drill.requireBaseline(slot, "continuing after a crash, with one " + lie + " at read " + nth);
            }
        }
    }

    private int readsOfResumption(int report) {
        Slot slot = drill.crashed(report);
        int before = upstream.calls();
        drill.attempt(slot.resumed()).require("continuing");
        return upstream.calls() - before;
    }

    void askElsewhere(CredentialIssuer other, IssuedCredential held) {
        int live = live(held);
        requireNotGone(verified(other, held), "asked with another account's key");
        revoked(other, held, Optional.of(held))
                .ifPresent(result -> requireNothingLeft(held, "asked with another account's key", result));
        ContractAssert.require(live(held) == live, "asked with another account's key, it changed the resource");
    }

    /** What the engine does not believe, it takes for unknown, and the resource stays on record for ever. */
    static void requireProof(Optional<Evidence> evidence, Optional<String> account, String what) {
        boolean proof = evidence.filter(looks -> looks.isOfRecordAlone()
                        || account.map(looks::provesAbsence).orElseGet(looks::provesAbsence))
                .isPresent();
        ContractAssert.require(
                proof,
                what + " of what was revoked on thin evidence, which the engine takes for unknown (" + evidence + ")"
                        + REMEDY);
    }

    private static void requireNotGone(Optional<Verification> answer, String when) {
        boolean gone = answer.filter(verification -> verification.state() == Verification.State.GONE)
                .isPresent();
        ContractAssert.require(!gone, when + ", verify says GONE of what is there" + REMEDY);
    }

    private void requireNothingLeft(IssuedCredential held, String when, RevocationResult result) {
        ContractAssert.require(
                live(held) == 0 || result.end() == RevocationResult.End.UNSUPPORTED,
                when + ", revoke says " + result.end() + ", and the resource is alive" + REMEDY);
    }

    private static Optional<Verification> verified(CredentialIssuer issuer, IssuedCredential held) {
        try {
            return Optional.of(issuer.verify(held.credential(), held.slot().first()));
        } catch (ProviderException e) {
            return Optional.empty();
        }
    }

    private static Optional<RevocationResult> revoked(
            CredentialIssuer issuer, IssuedCredential held, Optional<IssuedCredential> known) {
        try {
            return Optional.of(issuer.revoke(held.slot().revoke(List.of(), known.map(IssuedCredential::credential))));
        } catch (ProviderException e) {
            return Optional.empty();
        }
    }

    private int live(IssuedCredential held) {
        return upstream.live(held.slot().tag().text());
    }
}
