package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.testkit.check.ContractAssert;

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
        IssuedCredential held = drill.held();
        int live = live(held);
        Verification verified = verified(held);
        Verification repaired = repaired(held);
        ContractAssert.require(
                repaired.state() == verified.state(),
                "repair says " + repaired.state() + " of what is well, where verify says " + verified.state());
        ContractAssert.require(live(held) == live, "repair made or deleted resources where all was well");
    }

    /** Returns false if the upstream cannot be made to drift. */
    boolean repairDrift() {
        IssuedCredential held = drill.held();
        int live = live(held);
        if (!upstream.drift(held.slot().tag().text())) {
            return false;
        }
        ContractAssert.require(
                !well(verified(held)), "verify sees no difference after the resource was changed by hand");
        boolean claimed = well(repaired(held));
        ContractAssert.require(
                well(verified(held)) == claimed,
                "repair says that "
                        + (claimed ? "nothing differs, but verify still sees it" : "it did not work, but it did"));
        ContractAssert.require(live(held) == live, "repair made or deleted resources: it changes what is there");
        return true;
    }

    void leaveWhatIsGone(IssuedCredential gone) {
        State state = repaired(gone).state();
        ContractAssert.require(state != State.LIVE, "repair says LIVE of what was revoked");
        ContractAssert.require(live(gone) == 0, "repair made a resource in place of one that was revoked");
    }

    private Verification verified(IssuedCredential held) {
        return issuer.verify(held.credential(), held.slot().first());
    }

    private Verification repaired(IssuedCredential held) {
        try {
            return issuer.repair(held.credential(), held.slot().first());
        } catch (RuntimeException e) {
            throw ContractAssert.guilty("repair fails with nothing in the way", e);
        }
    }

    private static boolean well(Verification verification) {
        return verification.state() == State.LIVE && verification.differences().isEmpty();
    }

    private int live(IssuedCredential held) {
        return upstream.live(held.slot().tag().text());
    }
}
