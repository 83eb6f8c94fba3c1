package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.CredentialLabels;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.CallPolicy;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.Requests;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.ReadableName;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport.Outcome;
import io.meepa.credentials.report.ProvisioningReport.Result;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates one category's credential. What is not known to be undone stays open, so that the next run looks before it acts. */
final class CreatePolicy implements CallPolicy<Issued, Outcome> {

    private final EngineContext context;
    private final Flight flight;
    private final ProviderBinding binding;
    private final ProviderBinding.Opened opened;
    private final Evidence evidence;
    private final @Nullable Adoption adoption;

    private CreatePolicy(
            EngineContext context,
            Flight flight,
            ProviderBinding binding,
            Evidence evidence,
            @Nullable Adoption adoption) {
        this.context = context;
        this.flight = flight;
        this.binding = binding;
        this.opened = binding.opened().orElseThrow();
        this.evidence = evidence;
        this.adoption = adoption;
    }

    /** Creates a new resource, or continues with what an earlier run began: what costs is made on evidence alone. */
    static CreatePolicy creating(EngineContext context, Flight flight, ProviderBinding binding, Evidence evidence) {
        return new CreatePolicy(context, flight, binding, evidence, null);
    }

    /** Takes what is there already, and nothing else. */
    static CreatePolicy adopting(EngineContext context, Flight flight, ProviderBinding binding, Adoption adoption) {
        return new CreatePolicy(context, flight, binding, adoption.evidence(), adoption);
    }

    @Override
    public Operation intent() {
        String label = CredentialLabels.of(binding.category());
        Operation intent = Operation.open(
                PendingOperation.Kind.CREATE,
                CredentialKey.of(binding.category(), binding.service()).named(label),
                Operation.Details.of(tag(), context.clock().instant(), label).basedOn(evidence));
        if (adoption != null) {
            for (UpstreamResource resource : adoption.resources()) {
                intent = intent.reached(resource, Map.of());
            }
        }
        return intent;
    }

    private Tag tag() {
        return adoption == null ? context.requests().newTag(flight.agent(), binding.category()) : adoption.tag();
    }

    @Override
    public Issued call(Attempt attempt) {
        new RecordedAccounts(flight.agent().id(), binding)
                .requireSame(flight.vault().read(), flight.guard());
        Attempt bounded = adoption == null
                ? attempt
                : new Attempt(attempt.operation(), attempt.resumed(), adoption.only(attempt.checkpoint()));
        return opened.issuer().issue(Requests.of(flight, bounded));
    }

    /** A creation that can neither be repeated nor found is for a person once its outcome is unknown. */
    @Override
    public Optional<Operation> afterFailure(Attempt attempt, Operation current, CallFailure failure) {
        if (adoption != null && adoption.isAllThatIsKnown(current) && failure.nothingDone()) {
            return Optional.empty(); // What is there stays, on nobody's record, as before.
        }
        return isBeyondRepeating(failure)
                ? Optional.of(current.in(Operation.State.INDETERMINATE).because(failure.reason()))
                : CallPolicy.super.afterFailure(attempt, current, failure);
    }

    @Override
    public AgentDocument failed(AgentDocument document, CallFailure failure) {
        return put(document, stillThere(document, detail(failure)).orElseGet(() -> placeholder(detail(failure))));
    }

    @Override
    public AgentDocument outcome(AgentDocument document, Operation operation, Issued issued) {
        Metadata metadata = issued.metadata()
                .with(MetadataKeys.TAG, operation.details().tag().text());
        return put(document, credential(issued, metadata, true));
    }

    @Override
    public Outcome recorded(AgentDocument written, Operation operation, Issued issued) {
        Evidence looked = operation.evidence();
        return outcome(issued)
                .basedOn(issued.account()
                        .filter(id -> looked.account().isEmpty())
                        .map(looked::onAccount)
                        .orElse(looked));
    }

    @Override
    public Outcome afterFailure(Operation operation, CallFailure failure) {
        return outcome(isBeyondRepeating(failure) ? Result.INDETERMINATE : Result.FAILED, detail(failure))
                .basedOn(operation.evidence());
    }

    /** Returns the document with a credential that has no upstream: there is no call to record. */
    AgentDocument local(AgentDocument document, Issued issued) {
        return put(document, credential(issued, issued.metadata(), false));
    }

    Outcome outcome(Issued issued) {
        Result result = switch (issued.standing()) {
            case CREATED -> Result.PROVISIONED;
            case FOUND, SUPPLIED -> Result.EXISTING;
            case NEEDS_PERSON -> Result.PENDING_MANUAL;
        };
        return outcome(result, issued.detail());
    }

    Outcome outcome(Result result, String detail) {
        return new Outcome(binding.category(), binding.service(), result, detail);
    }

    private boolean isBeyondRepeating(CallFailure failure) {
        return !failure.nothingDone() && opened.isUnrepeatable();
    }

    private String detail(CallFailure failure) {
        if (failure.nothingDone()) {
            return failure.reason();
        }
        return isBeyondRepeating(failure)
                ? "indeterminate, a person has to look upstream: " + failure.reason()
                : "outcome unknown, the next run looks first: " + failure.reason();
    }

    /** The gateway's documents have whole seconds. */
    private AgentDocument put(AgentDocument document, AgentCredential credential) {
        List<Category> order = context.providers().categories();
        Instant now = context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return document.withProvisioned(credential, order).provisionedAt(now);
    }

    private AgentCredential credential(Issued issued, Metadata metadata, boolean managed) {
        boolean needsPerson = issued.standing() == Issued.Standing.NEEDS_PERSON
                && !issued.detail().isEmpty();
        return new AgentCredential(
                binding.category(),
                binding.service(),
                ReadableName.spelled(issued.name()),
                Origin.OPERATOR_PROVIDED,
                issued.items(),
                reported(issued, needsPerson ? metadata.with(ManagedCredential.NEXT_STEP, issued.detail()) : metadata),
                status(issued),
                managed);
    }

    private static Metadata reported(Issued issued, Metadata metadata) {
        Metadata reported = metadata;
        if (issued.account().isPresent()) {
            reported = reported.with(MetadataKeys.ACCOUNT, issued.account().get());
        }
        return issued.expiresAt().isPresent()
                ? reported.with(
                        MetadataKeys.EXPIRES_AT,
                        Lifetime.text(issued.expiresAt().get()))
                : reported;
    }

    /** What was there before, its secrets included, goes once another one is in its place, and not a moment earlier. */
    private Optional<AgentCredential> stillThere(AgentDocument document, String reason) {
        return document.entry(binding.category(), binding.service())
                .map(StoredCredential::credential)
                .filter(credential ->
                        credential.managed() && !credential.items().isEmpty())
                .map(credential -> new ManagedCredential(credential).with(new CredentialStatus.Failed(reason)));
    }

    private AgentCredential placeholder(String reason) {
        return new AgentCredential(
                binding.category(),
                binding.service(),
                CredentialLabels.of(binding.category()),
                Origin.OPERATOR_PROVIDED,
                List.of(),
                Metadata.empty(),
                new CredentialStatus.Failed(reason),
                true);
    }

    private static CredentialStatus status(Issued issued) {
        return switch (issued.standing()) {
            case CREATED -> CredentialStatus.Settled.PROVISIONED;
            case FOUND, SUPPLIED -> CredentialStatus.Settled.EXISTING;
            case NEEDS_PERSON -> CredentialStatus.Settled.PENDING_MANUAL;
        };
    }
}
