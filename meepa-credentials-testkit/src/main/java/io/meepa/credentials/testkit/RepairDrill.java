package io.meepa.credentials.testkit;

import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;

/** Repairs what is well, what drifted and what is gone. */
final class RepairDrill {

    private final ProviderDrill drill;
    private final CredentialIssuer issuer;
    private final Upstream upstream;

    RepairDrill(ProviderDrill drill, Upstream upstream) {
        this.drill = drill;
        this.issuer = drill.issuer();
        this.upstream = upstream;
    }

    void leaveAloneWhatIsWell() {
        Held held = drill.held();
        int live = live(held);
        Verification verified = verified(held);
        Verification repaired = repaired(held);
        Verdict.require(
                repaired.state() == verified.state(),
                "repair says " + repaired.state() + " of what is well, where verify says " + verified.state());
        Verdict.require(live(held) == live, "repair made or deleted resources where all was well");
    }

    /** Returns false if the upstream cannot be made to drift. */
    boolean repairDrift() {
        Held held = drill.held();
        int live = live(held);
        if (!upstream.drift(held.slot().tag().text())) {
            return false;
        }
        Verdict.require(!well(verified(held)), "verify sees no difference after the resource was changed by hand");
        boolean claimed = well(repaired(held));
        Verdict.require(
                well(verified(held)) == claimed,
                "repair says that "
                        + (claimed ? "nothing differs, but verify still sees it" : "it did not work, but it did"));
        Verdict.require(live(held) == live, "repair made or deleted resources: it changes what is there");
        return true;
    }

    void leaveWhatIsGone(Held gone) {
        State state = repaired(gone).state();
        Verdict.require(state != State.LIVE, "repair says LIVE of what was revoked");
        Verdict.require(live(gone) == 0, "repair made a resource in place of one that was revoked");
    }

    private Verification verified(Held held) {
        return issuer.verify(held.credential(), held.slot().first());
    }

    private Verification repaired(Held held) {
        try {
            return issuer.repair(held.credential(), held.slot().first());
        } catch (RuntimeException e) {
            throw Verdict.guilty("repair fails with nothing in the way", e);
        }
    }

    private static boolean well(Verification verification) {
        return verification.state() == State.LIVE && verification.differences().isEmpty();
    }

    private int live(Held held) {
        return upstream.live(held.slot().tag().text());
    }
}
