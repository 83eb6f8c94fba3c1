package io.meepa.credentials.testkit;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.RekeyReport;
import io.meepa.credentials.RevisionConflictException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.StoreException;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.StoreSession;
import io.meepa.credentials.spi.StoredDocument;

/** Asks a store for a new data key: it refuses, or it keeps its word. */
final class RekeyDrill {

    private static final int COUNT = 3;

    private RekeyDrill() {}

    static void requireSameContent(StoreSession session, AgentId agent, Secret hidden) {
        requireRefusal(session, agent, "of an agent without a document");
        Revision before = session.write(agent, SampleDocument.of(hidden, COUNT), Revision.ABSENT);
        boolean possible = rehearse(session, agent);
        Verdict.require(stored(session, agent).revision().equals(before), "re-keying: the dry run writes");
        if (!possible) {
            requireRefusal(session, agent, "that its dry run refuses");
            Verdict.require(stored(session, agent).revision().equals(before), "re-keying: a refusal changes something");
            return;
        }
        Verdict.require(session.rekey(agent, false).done(), "re-keying: it is reported as not done");
        Verdict.require(
                SampleDocument.count(stored(session, agent).content()) == COUNT,
                "re-keying: the content is another one");
        requireNewRevision(session, agent, hidden, before);
    }

    private static boolean rehearse(StoreSession session, AgentId agent) {
        RekeyReport report;
        try {
            report = session.rekey(agent, true);
        } catch (StoreException e) {
            return false;
        }
        Verdict.require(report.agent().equals(agent), "re-keying: the report is about another agent");
        Verdict.require(!report.done(), "re-keying: the dry run says that it was done");
        return report.obstacles().isEmpty();
    }

    private static void requireRefusal(StoreSession session, AgentId agent, String which) {
        try {
            session.rekey(agent, false);
        } catch (StoreException e) {
            return;
        }
        throw Verdict.guilty("re-keying: one " + which + " is not refused");
    }

    private static void requireNewRevision(StoreSession session, AgentId agent, Secret hidden, Revision before) {
        try {
            session.write(agent, SampleDocument.of(hidden, COUNT + 1), before);
        } catch (RevisionConflictException e) {
            return;
        }
        throw Verdict.guilty("re-keying: a change from a revision before it is not refused");
    }

    private static StoredDocument stored(StoreSession session, AgentId agent) {
        return session.read(agent).orElseThrow(() -> Verdict.guilty("re-keying: the document is gone"));
    }
}
