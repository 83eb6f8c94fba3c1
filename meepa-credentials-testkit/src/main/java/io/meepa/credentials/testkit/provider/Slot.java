package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.testkit.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One agent's place for one credential: whose, which tag, and its state so far. */
record Slot(AgentId agent, Category category, String service, AgentProfile profile, Tag tag, Ledger ledger) {

    static final String NAMESPACE = "contract";

    static Slot of(
            int number, Category category, String service, AgentProfile profile, Upstream upstream, Instant since) {
        AgentId agent = AgentId.of("agent-" + number);
        Tag tag = Tag.of(NAMESPACE, agent, category, "1");
        return new Slot(agent, category, service, profile, tag, Ledger.since(since, upstream::calls));
    }

    /** The same agent's next operation, which has a tag of its own. */
    Slot next(Upstream upstream, Instant since) {
        Tag tag = Tag.of(NAMESPACE, agent, category, "2");
        return new Slot(agent, category, service, profile, tag, Ledger.since(since, upstream::calls));
    }

    /** The same operation, all record of which was lost. */
    Slot withoutRecord(Upstream upstream, Instant since) {
        return new Slot(agent, category, service, profile, tag, Ledger.since(since, upstream::calls));
    }

    /** The request to take back into use what bears the tag. */
    IssueRequest resuming(List<TaggedResource> inventory) {
        List<UpstreamResource> there = inventory.stream()
                .filter(found -> found.tag().equals(tag.text()))
                .map(TaggedResource::resource)
                .toList();
        return first().resuming(new Resumption(ledger.resumption().orElseThrow().since(), there, Map.of()));
    }

    IssueRequest first() {
        return IssueRequest.of(agent, category, service, tag, ledger).withProfile(profile);
    }

    IssueRequest resumed() {
        return ledger.resumption().map(first()::resuming).orElseThrow();
    }

    RevokeRequest revoke(List<UpstreamResource> resources, Optional<AgentCredential> credential) {
        RevokeRequest request = RevokeRequest.of(
                agent, category, service, tag, resources, Evidence.recorded(Instant.EPOCH, "the contract asks for it"));
        return credential.map(request::withCredential).orElse(request);
    }

    /** What the engine would store. */
    AgentCredential credential(String service, Issued issued) {
        return new AgentCredential(
                category,
                service,
                issued.name(),
                Origin.OPERATOR_PROVIDED,
                issued.items(),
                metadata(issued),
                CredentialStatus.Settled.PROVISIONED,
                true);
    }

    private Metadata metadata(Issued issued) {
        Metadata metadata = issued.metadata().with(MetadataKeys.TAG, tag.text());
        if (issued.account().isPresent()) {
            metadata = metadata.with(MetadataKeys.ACCOUNT, issued.account().get());
        }
        return issued.expiresAt().isPresent()
                ? metadata.with(
                        MetadataKeys.EXPIRES_AT, issued.expiresAt().get().toString())
                : metadata;
    }
}
