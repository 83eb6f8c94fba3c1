package io.meepa.credentials.core.provision;

import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.RecordedCall;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.core.operation.UnfinishedOperations;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ProvisioningReport.Outcome;
import io.meepa.credentials.report.ProvisioningReport.Result;
import io.meepa.credentials.spi.call.Issued;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provisions one agent: plan, then every category that needs something at once, under the agent's flight lock. */
public final class Provisioning {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

    private final EngineContext context;
    private final Planner planner;
    private final List<UnfinishedOperations> unfinished;

    /**
     * Creates the provisioning of a manager's agents.
     *
     * @param context what use cases share
     * @param planner decides
     * @param unfinished what a run finishes before it creates, in order
     */
    public Provisioning(EngineContext context, Planner planner, List<UnfinishedOperations> unfinished) {
        this.context = context;
        this.planner = planner;
        this.unfinished = List.copyOf(unfinished);
    }

    /** Provisions an agent. */
    public ProvisioningReport run(AgentChoice agent, AgentVault vault) {
        AgentDocument before = vault.read();
        List<Decision> first = planner.plan(agent, before);
        boolean left = agent.enabled() && unfinished.stream().anyMatch(operations -> operations.pending(before));
        if (!left && first.stream().noneMatch(Decision::needsFlight)) {
            return new ProvisioningReport(
                    agent.id(), first.stream().map(Decision::unchanged).toList());
        }
        try (Flight flight = vault.flight(agent, context.lockTimeout())) {
            unfinished.forEach(operations -> operations.finish(flight));
            // Somebody else may have provisioned while we waited for the lock.
            AgentDocument document = vault.read();
            return new ProvisioningReport(
                    agent.id(), fly(flight, document, planner.plan(agent, document), Optional.empty()));
        }
    }

    /**
     * Creates what may be created without anybody asking, if that is still wanted once other runs ended. Finishes nothing
     * else. Returns whether nothing failed.
     */
    boolean automatic(AgentChoice agent, AgentVault vault, BooleanSupplier wanted) {
        if (planner.automatic(agent, vault.read()).isEmpty()) {
            return true;
        }
        try (Flight flight = vault.flight(agent, context.lockTimeout())) {
            AgentDocument document = vault.read();
            return !wanted.getAsBoolean()
                    || fly(flight, document, planner.automatic(agent, document), Optional.empty()).stream()
                            .allMatch(Provisioning::succeeded);
        }
    }

    /**
     * Provisions one category within a flight.
     *
     * @param evidence why there is nothing in its place
     */
    public Outcome within(Flight flight, Category category, Evidence evidence) {
        AgentDocument document = flight.vault().read();
        List<Decision> decisions = planner.plan(flight.agent(), document).stream()
                .filter(decision -> decision.binding().category().equals(category))
                .toList();
        return fly(flight, document, decisions, Optional.of(evidence)).get(0);
    }

    /** Takes what is there and on no record back into use, within a flight. Never makes another one. */
    public Outcome adopt(Flight flight, ProviderBinding binding, Adoption adoption) {
        Slot empty = Slot.of(flight.vault().read(), CredentialKey.of(binding.category(), binding.service()));
        CreatePolicy policy = CreatePolicy.adopting(context, flight, binding, adoption);
        return reported(flight, policy, binding, () -> new RecordedCall<>(context, flight, policy).adopt(empty));
    }

    private List<Outcome> fly(
            Flight flight, AgentDocument document, List<Decision> decisions, Optional<Evidence> looked) {
        List<CompletableFuture<Outcome>> flights = new ArrayList<>();
        for (Decision decision : decisions) {
            flights.add(
                    decision.acts()
                            ? CompletableFuture.supplyAsync(
                                    () -> fly(flight, document, decision, looked), context.executor())
                            : CompletableFuture.completedFuture(decision.unchanged()));
        }
        return flights.stream().map(CallFailure::joined).toList();
    }

    private Outcome fly(Flight flight, AgentDocument document, Decision decision, Optional<Evidence> looked) {
        Evidence onRecord = onRecord(document, decision.binding());
        CreatePolicy policy = CreatePolicy.creating(
                context,
                flight,
                decision.binding(),
                looked.map(earlier -> earlier.and(onRecord)).orElse(onRecord));
        return reported(flight, policy, decision.binding(), () -> act(flight, document, decision, policy));
    }

    /** What is made anew is made because the record has nothing usable in its place. */
    private Evidence onRecord(AgentDocument document, ProviderBinding binding) {
        String found = document.entry(binding.category(), binding.service())
                .map(entry -> entry.credential().status().toString())
                .orElse("nothing there");
        return Evidence.recorded(
                context.clock().instant(),
                "read the record of " + binding.category() + "/" + binding.service() + ": " + found);
    }

    /** One category's failure is its outcome: it never stops the others. */
    private Outcome reported(Flight flight, CreatePolicy policy, ProviderBinding binding, Supplier<Outcome> act) {
        String subject = binding.category() + "/" + binding.service();
        Events.Course course;
        try {
            course = context.events().begin(flight.agent().id(), Kind.PROVISION, subject, "");
        } catch (AuditUnavailableException e) {
            return policy.outcome(Result.FAILED, FailureMessages.of(e));
        }
        Outcome outcome;
        try {
            outcome = act.get();
        } catch (LostOperationException e) {
            outcome = policy.outcome(e.mayHaveActed() ? Result.INDETERMINATE : Result.FAILED, FailureMessages.of(e));
        } catch (RuntimeException e) {
            // Not even the outcome could be recorded: the operation on record lets the next run look.
            LOG.warn(
                    "agent {}: {}: {}",
                    flight.agent().id(),
                    subject,
                    e.getClass().getSimpleName());
            outcome = policy.outcome(Result.FAILED, FailureMessages.of(e));
        }
        course.ended(succeeded(outcome), outcome.detail(), outcome.evidence());
        return outcome;
    }

    private Outcome act(Flight flight, AgentDocument document, Decision decision, CreatePolicy policy) {
        ProviderBinding binding = decision.binding();
        RecordedCall<Issued, Outcome> call = new RecordedCall<>(context, flight, policy);
        return switch (decision.action()) {
            case RECORD -> record(flight, binding, policy);
            case CREATE -> call.open(Slot.of(document, CredentialKey.of(binding.category(), binding.service())));
            case RESUME ->
                call.takeUp(document.operation(PendingOperation.Kind.CREATE, binding.category(), binding.service())
                        .orElseThrow());
            case KEEP, AWAIT, BLOCKED, SKIP -> throw new IllegalArgumentException("nothing to do");
        };
    }

    /** What has no upstream needs no operation: nothing is called that a crash could leave half done. */
    private Outcome record(Flight flight, ProviderBinding binding, CreatePolicy policy) {
        Issued issued = binding.opened()
                .orElseThrow()
                .issuer()
                .issue(context.requests().preview(flight.agent(), binding.category(), binding.service()));
        flight.update(document -> policy.local(document, issued));
        return policy.outcome(issued);
    }

    private static boolean succeeded(Outcome outcome) {
        return outcome.result() != Result.FAILED && outcome.result() != Result.INDETERMINATE;
    }
}
