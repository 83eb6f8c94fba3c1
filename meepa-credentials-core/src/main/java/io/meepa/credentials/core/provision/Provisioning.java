package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.core.operation.UnfinishedOperations;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ProvisioningReport.Outcome;
import io.meepa.credentials.spi.call.Issued;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Provisions one agent: plan, then every category that needs something at once, under the agent's flight lock. */
public final class Provisioning {

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
                            .allMatch(CategoryRun::succeeded);
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
        Slot empty = CategoryRun.slot(flight.vault().read(), binding);
        CategoryRun run =
                CategoryRun.begin(context, flight, binding, CreatePolicy.adopting(context, flight, binding, adoption));
        return run.end(() -> run.call().adopt(empty));
    }

    private List<Outcome> fly(
            Flight flight, AgentDocument document, List<Decision> decisions, Optional<Evidence> looked) {
        List<CompletableFuture<Outcome>> flights = new ArrayList<>();
        try (JointOpening joint = new JointOpening(flight)) {
            for (Decision decision : decisions) {
                Supplier<CategoryRun> begin = () -> begin(flight, document, decision.binding(), looked);
                Supplier<Outcome> flown = decision.createsRepeatably()
                        ? joint.with(begin, CategoryRun.slot(document, decision.binding()))
                        : () -> fly(flight, document, decision, begin.get());
                flights.add(
                        decision.acts()
                                ? CompletableFuture.supplyAsync(flown, context.executor())
                                : CompletableFuture.completedFuture(decision.unchanged()));
            }
            joint.open();
        }
        return flights.stream().map(CallFailure::joined).toList();
    }

    private CategoryRun begin(
            Flight flight, AgentDocument document, ProviderBinding binding, Optional<Evidence> looked) {
        Evidence onRecord = onRecord(document, binding);
        Evidence evidence = looked.map(earlier -> earlier.and(onRecord)).orElse(onRecord);
        return CategoryRun.begin(context, flight, binding, CreatePolicy.creating(context, flight, binding, evidence));
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

    private Outcome fly(Flight flight, AgentDocument document, Decision decision, CategoryRun run) {
        return run.end(() -> act(flight, document, decision, run));
    }

    private Outcome act(Flight flight, AgentDocument document, Decision decision, CategoryRun run) {
        ProviderBinding binding = decision.binding();
        return switch (decision.action()) {
            case RECORD -> record(flight, binding, run.policy());
            case CREATE -> run.call().open(CategoryRun.slot(document, binding));
            case RESUME ->
                run.call()
                        .takeUp(document.operation(PendingOperation.Kind.CREATE, binding.category(), binding.service())
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
}
