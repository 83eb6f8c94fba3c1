package io.meepa.credentials.core.token;

import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.CallPolicy;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Refreshes one token: call, and outcome in one write, before anybody gets the value. What a crash or a lost answer may
 * have spent is not sent again.
 */
final class RefreshPolicy implements CallPolicy<Refreshed, ValidToken> {

    private final EngineContext context;
    private final Flight flight;
    private final Refreshes refreshes;
    private final TokenSlots slots;
    private final TokenSlot slot;
    private final TokenRefresh refresh;

    RefreshPolicy(
            EngineContext context,
            Flight flight,
            Refreshes refreshes,
            TokenSlots slots,
            TokenSlot slot,
            TokenRefresh refresh) {
        this.context = context;
        this.flight = flight;
        this.refreshes = refreshes;
        this.slots = slots;
        this.slot = slot;
        this.refresh = refresh;
    }

    @Override
    public Operation intent() {
        return Operation.open(
                PendingOperation.Kind.REFRESH,
                slot.key(),
                Operation.Details.of(
                        context.requests().newTag(flight.agent(), slot.key().category()),
                        context.clock().instant(),
                        slot.credential().name()));
    }

    @Override
    public Refreshed call(Attempt attempt) {
        return refresh.refresh(request());
    }

    /** Until the store has taken it, it is kept here: the upstream may not give it twice. */
    @Override
    public Refreshed checked(Operation operation, Refreshed refreshed) {
        refreshes.keep(operation.id(), refreshed);
        return refreshed;
    }

    @Override
    public Map<String, Secret> secrets(Operation operation) {
        return slot.source().items().stream().collect(Collectors.toMap(CredentialItem::key, CredentialItem::value));
    }

    /** Where nothing was spent, nothing stays on record; a one-time token that may be spent is for a person. */
    @Override
    public Optional<Operation> afterFailure(Attempt attempt, Operation current, CallFailure failure) {
        if (failure.nothingDone()) {
            return Optional.empty();
        }
        Operation left = current.because(failure.reason());
        return Optional.of(isOneTime() ? left.in(Operation.State.INDETERMINATE) : left);
    }

    /** A definitive refusal is remembered by all processes, if what was refused is what is stored still. */
    @Override
    public AgentDocument failed(AgentDocument document, CallFailure failure) {
        return isDefinitive(failure)
                ? document.matching(slot.key()).stream()
                        .filter(entry -> Refusal.concerns(slot.source(), entry.credential()))
                        .findFirst()
                        .map(entry -> document.withEntry(entry.with(Refusal.remembered(
                                entry.credential(), failure, context.clock().instant()))))
                        .orElse(document)
                : document;
    }

    private boolean isDefinitive(CallFailure failure) {
        return slot.isOfItsOwn()
                && failure.cause() instanceof ProviderRejectedException rejected
                && rejected.definitive();
    }

    @Override
    public AgentDocument outcome(AgentDocument document, Operation operation, Refreshed refreshed) {
        Optional<StoredCredential> entry =
                document.matching(slot.key()).stream().findFirst();
        AgentCredential current = entry.map(StoredCredential::credential).orElse(slot.credential());
        AgentCredential next =
                Renewal.renewed(current, refreshed, context.clock().instant());
        return document.withEntry(entry.map(old -> old.with(next)).orElseGet(() -> StoredCredential.of(next)));
    }

    @Override
    public ValidToken recorded(AgentDocument written, Operation operation, Refreshed refreshed) {
        refreshes.recorded(operation.id());
        TokenSlot now = slots.find(written, slot.key());
        if (!now.lifetime().flaw().isEmpty()) {
            throw Tokens.repeated(flight.agent(), now);
        }
        return now.valid();
    }

    @Override
    public void lost(Operation operation) {
        refreshes.kept(operation.id()).ifPresent(this::takeBack);
        refreshes.recorded(operation.id());
    }

    /**
     * A disconnection or a new sign-in came while the service was asked: what it gave is of no connection any more, and it lives.
     * What another run of the same sign-in stored is not touched: both may end together.
     */
    private void takeBack(Refreshed refreshed) {
        Instant now = context.clock().instant();
        AgentCredential obtained = Renewal.renewed(slot.credential(), refreshed, now);
        if (slot.isOfItsOwn() && new ManagedCredential(obtained).isConnection()) {
            flight.vault()
                    .update(document ->
                            isOfTheSameSignIn(document) ? document : document.withOperation(revocation(obtained, now)));
        }
    }

    private boolean isOfTheSameSignIn(AgentDocument document) {
        return document.matching(slot.key()).stream()
                .anyMatch(entry ->
                        entry.credential().tag().equals(slot.credential().tag()));
    }

    private Operation revocation(AgentCredential obtained, Instant now) {
        AgentCredential replaced =
                Renewal.noted(obtained, obtained.metadata().with(MetadataKeys.REPLACED_AT, Lifetime.text(now)));
        return Operation.open(
                PendingOperation.Kind.REVOKE,
                slot.key(),
                Operation.Details.ofRevocation(
                        replaced,
                        context.providers().keptForRevocation(replaced),
                        List.of(),
                        Attempts.none(now),
                        Evidence.recorded(now, "the connection ended while this was obtained")));
    }

    @Override
    public ValidToken afterFailure(Operation operation, CallFailure failure) {
        if (isDefinitive(failure)) {
            Optional<ValidToken> replaced = replaced();
            if (replaced.isPresent()) {
                return replaced.get();
            }
            context.events()
                    .report(
                            flight.agent().id(),
                            Kind.RECONNECT_NEEDED,
                            Phase.NOTED,
                            slot.key().toString(),
                            failure.reason());
        }
        if (failure.nothingDone()) {
            throw failure.cause();
        }
        if (isOneTime()) {
            throw isTriedOnceMore() ? unsettled(failure.reason()) : spent(operation, failure.reason());
        }
        throw new ProviderIndeterminateException("agent " + flight.agent().id() + ": " + slot.key()
                + ": outcome unknown, the next caller tries again: " + failure.reason());
    }

    /** Returns the token that is stored by now, if it is another one than what was refused. */
    private Optional<ValidToken> replaced() {
        TokenSlot now = slots.find(flight.vault().read(), slot.key());
        boolean another = !Refusal.concerns(slot.source(), now.source());
        return another && now.at(context.clock().instant()) == Lifetime.Phase.FRESH
                ? Optional.of(now.valid())
                : Optional.empty();
    }

    /** Returns whether what an earlier call may have spent may be sent again. */
    boolean isRepeatable(Operation earlier) {
        Duration passed =
                Duration.between(earlier.details().since(), context.clock().instant());
        Repetition repetition = refresh.repetition(request());
        return repetition.allows(passed) || (repetition.onceAtEnd() && isFirstAtEnd(earlier));
    }

    /** Once the token in use has ended, nothing is lost with one more call: but it is one. */
    private boolean isFirstAtEnd(Operation earlier) {
        boolean ended = slot.at(context.clock().instant()) == Lifetime.Phase.EXPIRED;
        return ended && !isTriedSinceTheEnd(earlier);
    }

    private boolean isTriedSinceTheEnd(Operation earlier) {
        Attempts attempts = earlier.details().attempts();
        return attempts.count() > 0 && slot.at(attempts.last()) == Lifetime.Phase.EXPIRED;
    }

    private boolean isTriedOnceMore() {
        return refresh.repetition(request()).onceAtEnd()
                && flight.vault()
                        .read()
                        .refresh(slot.key())
                        .filter(left -> !isTriedSinceTheEnd(left))
                        .isPresent();
    }

    private boolean isOneTime() {
        return refresh.repetition(request()).kind() == Repetition.Kind.ONE_TIME;
    }

    private RefreshRequest request() {
        RefreshRequest request = RefreshRequest.of(flight.agent().id(), slot.source())
                .withProfile(flight.agent().profile())
                .guardedBy(flight.guard());
        return slot.lifetime().refreshedAt().map(request::lastGot).orElse(request);
    }

    private ProviderIndeterminateException unsettled(String why) {
        return new ProviderIndeterminateException("agent " + flight.agent().id() + ": " + slot.key()
                + ": it is unknown whether its one-time refresh token was spent (" + why
                + "): once the token in use has ended, the next caller tries it once more");
    }

    ProviderIndeterminateException spent(Operation operation, String why) {
        return new ProviderIndeterminateException("agent " + flight.agent().id() + ": " + slot.key()
                + ": nobody knows whether its one-time refresh token was spent (" + why
                + "): sign in again and replace the credential, or forget the operation " + operation.id()
                + " to try the old one once more");
    }
}
