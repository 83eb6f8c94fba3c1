package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentStorage;
import io.meepa.credentials.ManagerStorage;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.core.operation.ManagerWork;
import io.meepa.credentials.core.transfer.DocumentFolder;
import io.meepa.credentials.core.transfer.DocumentTransfer;
import io.meepa.credentials.core.transfer.StoreDocuments;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.report.TransferReport;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.WriteOutcomeUnknownException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Keeps the documents of all agents.
 *
 * @param store the configured store
 * @param others opens another one by its id
 * @param agents opens one agent's document
 * @param events where progress is reported
 * @param work what closing waits for
 */
record ManagerStorageHandle(
        StoreSession store,
        Function<String, StoreSession> others,
        Function<AgentId, AgentStorage> agents,
        Events events,
        ManagerWork work)
        implements ManagerStorage {

    private static final int PAGE = 1_000;

    @Override
    public TransferReport exportTo(Path home) {
        return work.run(() -> DocumentTransfer.copy(documents(store), new DocumentFolder(home)));
    }

    @Override
    public TransferReport importFrom(Path home) {
        return work.run(() -> DocumentTransfer.copy(new DocumentFolder(home), documents(store)));
    }

    @Override
    public TransferReport copyTo(String id) {
        return work.run(() -> {
            try (StoreSession other = others.apply(id)) {
                return DocumentTransfer.copy(documents(store), documents(other));
            }
        });
    }

    private StoreDocuments documents(StoreSession session) {
        return new StoreDocuments(session, events);
    }

    @Override
    public List<RekeyReport> rekeyPlan() {
        return work.run(() -> all(plan -> plan));
    }

    @Override
    public List<RekeyReport> rekey() {
        return work.run(
                () -> all(plan -> isDue(plan) ? agents.apply(plan.agent()).rekey() : plan));
    }

    /** Whether somebody would gain or lose access: who has it already keeps it, so that repeating it takes up where it ended. */
    private static boolean isDue(RekeyReport plan) {
        return plan.blockers().isEmpty()
                && !(plan.added().isEmpty() && plan.removed().isEmpty());
    }

    private List<RekeyReport> all(UnaryOperator<RekeyReport> step) {
        List<RekeyReport> reports = new ArrayList<>();
        List<AgentId> page = store.agents("", PAGE);
        while (!page.isEmpty()) {
            page.forEach(agent -> reports.add(one(agent, step)));
            page = store.agents(page.get(page.size() - 1).value(), PAGE);
        }
        return reports;
    }

    /** What is wrong with one document does not stop the others; what is wrong with the store does. */
    private RekeyReport one(AgentId agent, UnaryOperator<RekeyReport> step) {
        try {
            return step.apply(agents.apply(agent).rekeyPlan());
        } catch (StoreException | WriteOutcomeUnknownException e) {
            throw e;
        } catch (CredentialException e) {
            return new RekeyReport(
                    agent, false, List.of(), List.of(), List.of(), List.of(String.valueOf(e.getMessage())));
        }
    }
}
