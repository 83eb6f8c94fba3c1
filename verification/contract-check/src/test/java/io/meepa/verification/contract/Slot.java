package io.meepa.verification.contract;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.Origin;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.Tag;
import java.time.Instant;
import java.util.Optional;

/** One agent's place for a mail credential. */
record Slot(AgentId agent, Tag tag, Journal journal) {

    static final String NAMESPACE = "check";

    static Slot of(int number) {
        AgentId agent = AgentId.of("agent-" + number);
        return new Slot(agent, Tag.of(NAMESPACE, agent, Category.EMAIL, "1"), new Journal());
    }

    IssueRequest first() {
        return new IssueRequest(agent, Category.EMAIL, tag, AgentProfile.none(), Optional.empty(), journal);
    }

    IssueRequest resumed(Instant since) {
        return new IssueRequest(
                agent, Category.EMAIL, tag, AgentProfile.none(), Optional.of(journal.resumption(since)), journal);
    }

    RevokeRequest revocation(Optional<AgentCredential> credential) {
        return new RevokeRequest(agent, Category.EMAIL, tag, journal.resources(), credential);
    }

    /** What the engine would store. */
    static AgentCredential stored(String service, Issued issued) {
        return new AgentCredential(
                Category.EMAIL,
                service,
                issued.name(),
                Origin.OPERATOR_PROVIDED,
                issued.items(),
                issued.metadata(),
                CredentialStatus.Settled.PROVISIONED,
                true);
    }
}
