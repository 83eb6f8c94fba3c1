package io.meepa.credentials.core.provision;

import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.RecordedCall;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.ProvisioningReport.Outcome;
import io.meepa.credentials.report.ProvisioningReport.Result;
import io.meepa.credentials.spi.call.Issued;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One category's part in a run, from the begin of its event to the end. One category's failure is its outcome: it never
 * stops the others.
 */
final class CategoryRun {

    private static final Logger LOG = LoggerFactory.getLogger(CategoryRun.class);

    private final EngineContext context;
    private final Flight flight;
    private final ProviderBinding binding;
    private final CreatePolicy policy;
    private final Optional<Events.Course> course;
    private final String refusal;

    private CategoryRun(
            EngineContext context,
            Flight flight,
            ProviderBinding binding,
            CreatePolicy policy,
            Optional<Events.Course> course,
            String refusal) {
        this.context = context;
        this.flight = flight;
        this.binding = binding;
        this.policy = policy;
        this.course = course;
        this.refusal = refusal;
    }

    /** Reports the begin. Where it must be recorded and cannot be, nothing is done. */
    static CategoryRun begin(EngineContext context, Flight flight, ProviderBinding binding, CreatePolicy policy) {
        try {
            Events.Course course = context.events().begin(flight.agent().id(), Kind.PROVISION, subject(binding), "");
            return new CategoryRun(context, flight, binding, policy, Optional.of(course), "");
        } catch (AuditUnavailableException e) {
            return new CategoryRun(context, flight, binding, policy, Optional.empty(), FailureMessages.of(e));
        }
    }

    private static String subject(ProviderBinding binding) {
        return binding.category() + "/" + binding.service();
    }

    /** Returns whether anything may be done. */
    boolean begun() {
        return course.isPresent();
    }

    CreatePolicy policy() {
        return policy;
    }

    RecordedCall<Issued, Outcome> call() {
        return new RecordedCall<>(context, flight, policy);
    }

    /** Returns a category's slot as a document has it. */
    static Slot slot(AgentDocument document, ProviderBinding binding) {
        return Slot.of(document, CredentialKey.of(binding.category(), binding.service()));
    }

    /** Acts, and reports the end. */
    Outcome end(Supplier<Outcome> act) {
        if (course.isEmpty()) {
            return policy.outcome(Result.FAILED, refusal);
        }
        Outcome outcome = outcome(act);
        course.get().ended(succeeded(outcome), outcome.detail(), outcome.evidence());
        return outcome;
    }

    private Outcome outcome(Supplier<Outcome> act) {
        try {
            return act.get();
        } catch (LostOperationException e) {
            return policy.outcome(e.mayHaveActed() ? Result.INDETERMINATE : Result.FAILED, FailureMessages.of(e));
        } catch (RuntimeException e) {
            // Not even the outcome could be recorded: the operation on record lets the next run look.
            LOG.warn(
                    "agent {}: {}: {}",
                    flight.agent().id(),
                    subject(binding),
                    e.getClass().getSimpleName());
            return policy.outcome(Result.FAILED, FailureMessages.of(e));
        }
    }

    static boolean succeeded(Outcome outcome) {
        return outcome.result() != Result.FAILED && outcome.result() != Result.INDETERMINATE;
    }
}
