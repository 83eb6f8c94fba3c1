package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.ProviderException;
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
            Optional<Verification> told = verified(drill.issuer(), held);
            upstream.calm();
            requireNotGone(told, "after one " + lie + " at read " + nth);
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

    void askElsewhere(CredentialIssuer other, IssuedCredential held) {
        int live = live(held);
        requireNotGone(verified(other, held), "asked with another account's key");
        revoked(other, held, Optional.of(held))
                .ifPresent(result -> requireNothingLeft(held, "asked with another account's key", result));
        ContractAssert.require(live(held) == live, "asked with another account's key, it changed the resource");
    }

    private static void requireNotGone(Optional<Verification> told, String when) {
        boolean gone = told.filter(verification -> verification.state() == Verification.State.GONE)
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
