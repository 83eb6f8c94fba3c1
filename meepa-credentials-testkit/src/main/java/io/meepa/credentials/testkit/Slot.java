package io.meepa.credentials.testkit;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.Origin;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.Resumption;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.UpstreamResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One agent's place for one credential: whose, which tag, and what became of it so far. */
record Slot(AgentId agent, Category category, AgentProfile profile, Tag tag, Ledger ledger) {

    static final String NAMESPACE = "contract";

    static Slot of(int number, Category category, AgentProfile profile, Upstream upstream) {
        AgentId agent = AgentId.of("agent-" + number);
        Tag tag = Tag.of(NAMESPACE, agent, category, "1");
        return new Slot(agent, category, profile, tag, new Ledger(upstream));
    }

    /** The same agent's next operation, which has a tag of its own. */
    Slot next(Upstream upstream) {
        return new Slot(agent, category, profile, Tag.of(NAMESPACE, agent, category, "2"), new Ledger(upstream));
    }

    IssueRequest first() {
        return request(Optional.empty());
    }

    IssueRequest resumed(Instant since) {
        return request(Optional.of(ledger.resumption(since)));
    }

    RevokeRequest revoke(List<UpstreamResource> resources, Optional<AgentCredential> credential) {
        return new RevokeRequest(agent, category, tag, resources, credential);
    }

    /** What the engine would store. */
    AgentCredential credential(String service, Issued issued) {
        return new AgentCredential(
                category,
                service,
                issued.name(),
                Origin.OPERATOR_PROVIDED,
                issued.items(),
                issued.metadata().with("tag", tag.text()),
                CredentialStatus.Settled.PROVISIONED,
                true);
    }

    private IssueRequest request(Optional<Resumption> resumption) {
        return new IssueRequest(agent, category, tag, profile, resumption, ledger);
    }
}
