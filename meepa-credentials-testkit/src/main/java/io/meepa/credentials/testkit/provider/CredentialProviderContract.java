package io.meepa.credentials.testkit.provider;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.spi.provider.Capabilities.SecretVisibility;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.check.ContractAssert;
import io.meepa.credentials.testkit.check.PluginForm;
import io.meepa.credentials.testkit.check.SecretLeakCheck;
import io.meepa.credentials.testkit.check.SettingsDrill;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/**
 * What every provider must do. Extend it, supply the provider, its settings and its upstream, and run it with JUnit: the
 * declared capabilities are proved, and crash, lost answer, refusal, revocation, redaction, threads and settings are
 * tried out. Each failure names the bug.
 *
 * <p>JUnit makes a new instance for every test; make a new upstream with it, on the clock of {@link #contexts}.
 */
public abstract class CredentialProviderContract extends ProviderUnderTest {

    /** For subclasses. */
    protected CredentialProviderContract() {}

    @Test
    final void canBeFoundAndNamed() {
        PluginForm.require(provider().getClass(), provider().id());
        ContractAssert.require(
                provider().categories().contains(category()), "it does not offer the category " + category());
    }

    @Test
    final void readsEverySettingWhenItIsOpened() {
        Settings settings = contexts().settings(settings());
        provider()
                .open(contexts().environment(environment()).provider(settings))
                .close();
        SettingsDrill.requireAllRead(settings);
    }

    @Test
    final void refusesASettingOfTheWrongType() {
        SettingsDrill.requireTypesChecked(settings(), wrong -> open(wrong).close());
    }

    @Test
    final void doesNotSwallowASettingItDoesNotKnow() {
        contexts().environment(environment());
        SettingsDrill.requireUnknownLeft(
                settings(),
                contexts(),
                settings -> provider().open(contexts().provider(settings)).close());
    }

    @Test
    final void opensPreviewsAndClosesWithoutACall() {
        int before = upstream().calls();
        try (CredentialIssuer issuer = open(settings())) {
            ContractAssert.require(
                    issuer.unavailable().isEmpty(), "unavailable() complains about settings that suffice");
            issuer.preview(drill().slot().first());
            SecretLeakCheck.requireNoneIn(issuer, upstream().secrets());
        }
        ContractAssert.require(
                upstream().calls() == before, "open, unavailable, preview or close calls the upstream: only work may");
    }

    @Test
    final void issuesWhatTheUpstreamThenHas() {
        Slot slot = drill().slot();
        Issued issued = drill().attempt(slot.first()).require("with nothing in the way");
        SecretLeakCheck.requireNoneIn(issued, upstream().secrets());
        drill().requireReported(slot, "after a clean run");
        ContractAssert.require(
                local() || upstream().live(slot.tag().text()) > 0,
                "issuing succeeded but nothing at the upstream bears the tag: write the tag into the resource");
        Verification.State state =
                drill().issuer().verify(credential(slot, issued), slot.first()).state();
        ContractAssert.require(
                state == Verification.State.LIVE || state == Verification.State.UNKNOWN,
                "verify says " + state + " of what was issued just now");
    }

    @Test
    final void continuesAfterACrashAtEachCheckpoint() {
        assumeUpstream();
        for (int nth = 1; nth <= drill().baseline().reached(); nth++) {
            drill().crash(nth, false, unrepeatable());
            drill().crash(nth, true, unrepeatable());
        }
    }

    @Test
    final void continuesAfterEachLostAnswer() {
        assumeCan(Disturbance.ANSWER_LOST);
        for (int nth = 1; nth <= drill().baseline().calls(); nth++) {
            drill().loseAnswer(nth, unrepeatable());
        }
    }

    @Test
    final void continuesAfterEachFailureOfTheUpstream() {
        assumeCan(Disturbance.FAILED);
        for (int nth = 1; nth <= drill().baseline().calls(); nth++) {
            drill().fail(nth, unrepeatable());
        }
    }

    @Test
    final void continuesAfterEachFailedConnection() {
        assumeCan(Disturbance.UNREACHABLE);
        for (int nth = 1; nth <= drill().baseline().calls(); nth++) {
            drill().cutOff(nth, unrepeatable());
        }
    }

    @Test
    final void callsARefusalARefusal() {
        assumeCan(Disturbance.REFUSED);
        Outcome outcome = drill().disturbed(drill().slot(), Disturbance.REFUSED, 1);
        ContractAssert.require(
                outcome.error()
                        .filter(ProviderRejectedException.class::isInstance)
                        .isPresent(),
                "a refusal did not become a ProviderRejectedException: " + drill().named(outcome));
    }

    @Test
    final void keepsSecretsOutOfErrors() {
        assumeCan(Disturbance.SECRET_ECHOED);
        for (int nth = 1; nth <= drill().baseline().calls(); nth++) {
            drill().disturbed(drill().slot(), Disturbance.SECRET_ECHOED, nth).requireTyped("when the upstream failed");
            upstream().calm();
        }
    }

    @Test
    final void createsNoMoreWhenAskedAgain() {
        assumeUpstream();
        assumeTrue(!unrepeatable(), "it does not claim that a create can be repeated");
        Slot slot = drill().slot();
        drill().attempt(slot.first()).require("with nothing in the way");
        boolean idempotent = provider().capabilities().creation() == Creation.IDEMPOTENT;
        drill().attempt(idempotent ? slot.first() : slot.resumed()).require("asked again");
        drill().requireBaseline(
                        slot,
                        "asked again for the same tag as "
                                + provider().capabilities().creation() + " promises");
    }

    @Test
    final void reportsAShownOnceSecretBeforeItContinues() {
        assumeTrue(provider().capabilities().secret() == SecretVisibility.SHOWN_ONCE, "it shows no secret only once");
        Slot slot = drill().slot();
        drill().attempt(slot.first()).require("with nothing in the way");
        ContractAssert.require(
                !slot.ledger().secrets().isEmpty(),
                "R1: a secret is shown once but no checkpoint got it: a crash now would lose it for good");
    }

    @Test
    final void revokesWhatOnlyTheCredentialRemembers() {
        Slot slot = drill().slot();
        Issued issued = drill().attempt(slot.first()).require("with nothing in the way");
        AgentCredential credential = credential(slot, issued);
        drill().revoke(slot, slot.revoke(List.of(), kept(credential)), revocation());
        Verification after = drill().issuer().verify(credential, slot.first());
        ContractAssert.require(
                !revocable() || after.state() != Verification.State.LIVE, "verify says LIVE of what was revoked");
        if (after.state() == Verification.State.GONE) {
            AbsenceDrill.requireProof(after.evidence(), issued.account(), "verify says GONE");
        }
    }

    @Test
    final void revokesWhatAnUnfinishedOperationLeft() {
        assumeUpstream();
        Slot slot = drill().slot();
        drill().attempt(slot.first()).require("with nothing in the way");
        drill().revoke(slot, slot.revoke(slot.ledger().resources(), Optional.empty()), revocation());
    }

    @Test
    final void revokesAgainAfterEachLostAnswer() {
        assumeCan(Disturbance.ANSWER_LOST);
        assumeTrue(revocable(), "it does not claim to revoke");
        drill().revokeDespiteLostAnswers(revocation());
    }

    @Test
    final void leavesAStrangersResourceAlone() {
        Slot slot = drill().slot();
        assumeTrue(upstream().occupy(slot.tag().text()), "the upstream cannot be occupied");
        int before = upstream().untouched();
        Outcome outcome = drill().attempt(slot.first());
        outcome.requireTyped("with a stranger's resource in the way");
        outcome.issued()
                .ifPresent(issued -> ContractAssert.require(
                        issued.standing() != Issued.Standing.FOUND,
                        "R4: it adopted a stranger's resource: check the mark before reusing what has our name"));
        ContractAssert.require(
                upstream().untouched() == before, "R4: it changed a stranger's resource that has our name");
    }

    @Test
    final void leavesAloneWhatBearsAnotherTag() {
        assumeUpstream();
        drill().requireTagCompared(revocable());
    }

    @Test
    final void worksForManyAgentsAtOnce() throws InterruptedException {
        drill().requireThreadSafe();
    }

    @Test
    final void closesTwice() {
        CredentialIssuer issuer = open(settings());
        issuer.close();
        try {
            issuer.close();
        } catch (RuntimeException e) {
            throw ContractAssert.guilty("the second close() fails: make it idempotent", e);
        }
    }

    @Test
    final void listsItsOwnNamespaceOnly() {
        Slot slot = drill().slot();
        drill().attempt(slot.first()).require("with nothing in the way");
        Optional<List<TaggedResource>> ours = drill().issuer().inventory(Slot.NAMESPACE);
        assumeTrue(ours.isPresent(), "its upstream cannot be listed");
        ContractAssert.require(
                ours.orElseThrow().stream()
                        .anyMatch(found -> found.tag().equals(slot.tag().text())),
                "inventory does not list what was issued just now");
        ContractAssert.require(
                drill().issuer().inventory("elsewhere").orElse(List.of()).isEmpty(),
                "inventory lists resources of another namespace");
    }

    @Test
    final void takesBackWhatItsInventoryLists() {
        Slot slot = drill().slot();
        drill().attempt(slot.first()).require("with nothing in the way");
        Optional<List<TaggedResource>> ours = drill().issuer().inventory(Slot.NAMESPACE);
        assumeTrue(ours.isPresent(), "its upstream cannot be listed");
        Slot lost = slot.withoutRecord(upstream(), contexts().clock().instant());
        Issued again = drill().attempt(lost.resuming(ours.orElseThrow())).require("handed what its inventory lists");
        drill().requireBaseline(slot, "handed what its inventory lists, as if the record had been lost");
        Verification.State state =
                drill().issuer().verify(credential(lost, again), lost.first()).state();
        ContractAssert.require(
                state == Verification.State.LIVE || state == Verification.State.UNKNOWN,
                "verify says " + state + " of what was taken back into use");
    }

    @Test
    final void offersTheSuspensionThatItDeclares() {
        suspension().requireDeclared(suspendable());
    }

    @Test
    final void switchesOffAndOnAgain() {
        assumeTrue(suspendable(), "it declares no suspension");
        suspension().switchOffAndOn();
    }

    @Test
    final void switchesOffAndOnDespiteLostAnswers() {
        assumeTrue(suspendable(), "it declares no suspension");
        assumeCan(Disturbance.ANSWER_LOST);
        suspension().loseAnswers();
    }

    @Test
    final void revokesWhatIsSwitchedOff() {
        assumeTrue(suspendable() && revocable(), "it declares no suspension");
        IssuedCredential off = suspension().switchedOff();
        drill().revoke(off.slot(), off.revoke(List.of()), revocation());
    }

    @Test
    final void renewsASecretBesideTheOld() {
        assumeTrue(rotation().offered(), "it cannot renew a secret");
        IssuedCredential renewed = rotation().renew();
        if (revocable()) {
            drill().revoke(renewed.slot(), renewed.revoke(List.of()), revocation());
        }
    }

    @Test
    final void renewsDespiteCrashesAndLostAnswers() {
        assumeTrue(rotation().offered(), "it cannot renew a secret");
        assumeUpstream();
        rotation().crash();
        assumeCan(Disturbance.ANSWER_LOST);
        rotation().loseAnswers();
    }

    @Test
    final void repairsNoMoreThanWhatDiffers() {
        assumeUpstream();
        repair().leaveAloneWhatIsWell();
        IssuedCredential gone = drill().held();
        assumeTrue(revocable(), "it does not claim to revoke");
        drill().revoke(gone.slot(), gone.revoke(List.of()), revocation());
        repair().leaveWhatIsGone(gone);
    }

    @Test
    final void saysWhatARepairDid() {
        assumeUpstream();
        assumeTrue(repair().repairDrift(), "its upstream cannot be made to drift");
    }

    @Test
    final void asksBeforeEachCallWhetherItsLockIsHeld() {
        assumeUpstream();
        guard().issue();
        guard().inspect();
        guard().revoke();
        if (suspendable()) {
            guard().suspend(suspension());
        }
        if (rotation().offered()) {
            guard().rotate(rotation());
        }
    }

    @Test
    final void believesNoSingleReadThatFindsNothing() {
        believesNoSingle(Denial.NOT_FOUND);
    }

    @Test
    final void believesNoSingleEmptyListing() {
        believesNoSingle(Denial.EMPTY_LISTING);
    }

    private void believesNoSingle(Denial lie) {
        assumeUpstream();
        assumeTrue(absence().verifyDespite(lie), "its upstream cannot be made to deny what is there");
        if (revocable()) {
            absence().revokeDespite(lie);
        }
        if (suspendable()) {
            absence().switchDespite(lie, suspension());
        }
        if (!unrepeatable()) {
            absence().resumeDespite(lie);
        }
    }

    @Test
    final void believesNoAbsenceOnAnotherAccount() {
        assumeUpstream();
        assumeTrue(!upstream().otherAccount().isEmpty(), "its upstream has no other account");
        IssuedCredential held = drill().held();
        try (CredentialIssuer other = elsewhere()) {
            absence().askElsewhere(other, held);
        }
    }

    @Test
    final void isFoundByTheServiceLoader() {
        assumeTrue(registered(), "hosts pass it as an instance");
        PluginForm.requireRegistered(
                ServiceLoader.load(CredentialProvider.class), provider().getClass());
    }
}
