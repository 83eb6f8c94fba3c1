package io.meepa.verification.contract;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import java.time.Instant;
import java.util.Optional;

/** One agent's place for a mail credential. */
record CredentialSlot(AgentId agent, String service, Tag tag, RecordingCheckpoint journal) {

    static final String NAMESPACE = "check";

    static CredentialSlot of(int number, String service) {
        AgentId agent = AgentId.of("agent-" + number);
        return new CredentialSlot(
                agent, service, Tag.of(NAMESPACE, agent, Category.EMAIL, "1"), new RecordingCheckpoint());
    }

    IssueRequest first() {
        return IssueRequest.of(agent, Category.EMAIL, service, tag, journal);
    }

    IssueRequest resumed(Instant since) {
        return IssueRequest.of(agent, Category.EMAIL, service, tag, journal).resuming(journal.resumption(since));
    }

    RevokeRequest revocation(Optional<AgentCredential> credential) {
        RevokeRequest request = RevokeRequest.of(
                agent,
                Category.EMAIL,
                service,
                tag,
                journal.resources(),
                Evidence.recorded(Instant.EPOCH, "the check asks for it"));
        return credential.map(request::withCredential).orElse(request);
    }

    /** What the engine would store. */
    static AgentCredential stored(String service, Issued issued) {
        return new AgentCredential(
                Category.EMAIL,
                service,
                issued.name(),
                Origin.OPERATOR_PROVIDED,
                issued.items(),
                recorded(issued),
                CredentialStatus.Settled.PROVISIONED,
                true);
    }

    /** What the engine records beside the provider's own metadata. */
    private static Metadata recorded(Issued issued) {
        Metadata metadata = issued.metadata();
        if (issued.account().isPresent()) {
            metadata = metadata.with(MetadataKeys.ACCOUNT, issued.account().get());
        }
        return issued.expiresAt().isPresent()
                ? metadata.with(
                        MetadataKeys.EXPIRES_AT, issued.expiresAt().get().toString())
                : metadata;
    }
}
