package io.meepa.credentials.testkit.store;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import io.meepa.credentials.testkit.check.ContractAssert;

/** Asks a store for a new data key: it refuses, or it keeps its word. */
final class RekeyDrill {

    private static final int COUNT = 3;

    private RekeyDrill() {}

    static void requireSameContent(StoreSession session, AgentId agent, Secret hidden) {
        requireRefusal(session, agent, "of an agent without a document");
        Revision before = session.write(agent, SampleDocument.of(hidden, COUNT), Revision.ABSENT);
        boolean possible = rehearse(session, agent);
        ContractAssert.require(stored(session, agent).revision().equals(before), "re-keying: the plan writes");
        if (!possible) {
            requireRefusal(session, agent, "that its plan refuses");
            ContractAssert.require(
                    stored(session, agent).revision().equals(before), "re-keying: a refusal changes something");
            return;
        }
        ContractAssert.require(session.rekey(agent).done(), "re-keying: it is reported as not done");
        ContractAssert.require(
                SampleDocument.count(stored(session, agent).content()) == COUNT,
                "re-keying: the content is another one");
        requireNewRevision(session, agent, hidden, before);
    }

    private static boolean rehearse(StoreSession session, AgentId agent) {
        RekeyReport report;
        try {
            report = session.rekeyPlan(agent);
        } catch (StoreException e) {
            return false;
        }
        ContractAssert.require(report.agent().equals(agent), "re-keying: the report is about another agent");
        ContractAssert.require(!report.done(), "re-keying: the plan says that it was done");
        return report.blockers().isEmpty();
    }

    private static void requireRefusal(StoreSession session, AgentId agent, String which) {
        try {
            session.rekey(agent);
        } catch (StoreException e) {
            return;
        }
        throw ContractAssert.guilty("re-keying: one " + which + " is not refused");
    }

    private static void requireNewRevision(StoreSession session, AgentId agent, Secret hidden, Revision before) {
        try {
            session.write(agent, SampleDocument.of(hidden, COUNT + 1), before);
        } catch (RevisionConflictException e) {
            return;
        }
        throw ContractAssert.guilty("re-keying: a change from a revision before it is not refused");
    }

    private static StoredDocument stored(StoreSession session, AgentId agent) {
        return session.read(agent).orElseThrow(() -> ContractAssert.guilty("re-keying: the document is gone"));
    }
}
