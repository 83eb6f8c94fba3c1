package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.Checkpoint;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/** Makes requests to providers, and the tags that mark the resources. */
public final class Requests {

    private static final int BASE = 36;

    /** Four digits of that base. */
    private static final int SPREAD = BASE * BASE * BASE * BASE;

    private final String namespace;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Creates requests of a namespace. */
    public Requests(String namespace, Clock clock) {
        this.namespace = namespace;
        this.clock = clock;
    }

    /**
     * Creates the tag of a new operation. Its generation is the moment in milliseconds and something random: unlike a
     * counter, it is never used again even after the document that would have kept the counter was deleted, and unlike
     * the moment alone, not even when the clock was put back.
     */
    public Tag newTag(AgentChoice agent, Category category) {
        String generation = Long.toString(clock.millis(), BASE) + Integer.toString(random.nextInt(SPREAD), BASE);
        return Tag.of(namespace, agent.id(), category, generation);
    }

    /** Returns the first part of every tag. */
    public String namespace() {
        return namespace;
    }

    /** Creates a request that is only looked at. */
    public IssueRequest preview(AgentChoice agent, Category category, String service) {
        Tag tag = Tag.of(namespace, agent.id(), category, "preview");
        return IssueRequest.of(agent.id(), category, service, tag, new RefusingCheckpoint())
                .withProfile(agent.profile());
    }

    /**
     * Creates a request about a stored credential, to verify, repair, suspend or resume it: with the tag that its resource
     * bears, by which a provider knows it. Nothing may be created with it.
     */
    public IssueRequest about(AgentChoice agent, AgentCredential credential) {
        Tag tag = new ManagedCredential(credential).tag();
        return IssueRequest.of(agent.id(), credential.category(), credential.service(), tag, new RefusingCheckpoint())
                .withProfile(agent.profile());
    }

    /** Returns the request of an attempt: with what earlier ones left, if it continues with them. */
    public static IssueRequest of(Flight flight, CallPolicy.Attempt attempt) {
        Operation operation = attempt.operation();
        Operation.Details details = operation.details();
        IssueRequest request = IssueRequest.of(
                        flight.agent().id(),
                        operation.category(),
                        operation.service(),
                        details.tag(),
                        attempt.checkpoint())
                .withProfile(flight.agent().profile())
                .guardedBy(flight.guard());
        return attempt.resumed()
                ? request.resuming(new Resumption(details.since(), details.resources(), details.secrets()))
                : request;
    }

    /** A plan creates nothing, and neither does a look: there is nothing to record. */
    private record RefusingCheckpoint() implements Checkpoint {

        @Override
        public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
            throw new IllegalStateException("a preview must not create anything");
        }

        @Override
        public void gone(UpstreamResource resource, Evidence evidence) {
            throw new IllegalStateException("a preview must not delete anything");
        }
    }
}
