package io.meepa.credentials.core.engine;

import io.meepa.credentials.Category;
import io.meepa.credentials.Secret;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.Checkpoint;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Resumption;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.UpstreamResource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Makes requests to providers, and the tags that mark what comes of them. */
final class Requests {

    private static final int BASE = 36;

    /** Four digits of that base. */
    private static final int SPREAD = BASE * BASE * BASE * BASE;

    private final String namespace;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Requests(String namespace, Clock clock) {
        this.namespace = namespace;
        this.clock = clock;
    }

    /**
     * Makes the tag of a new operation. Its generation is the moment in milliseconds and something random: unlike a
     * counter, it is never used again even after the document that would have kept the counter was deleted, and unlike
     * the moment alone, not even when the clock was put back.
     */
    Tag newTag(AgentChoice agent, Category category) {
        String generation = Long.toString(clock.millis(), BASE) + Integer.toString(random.nextInt(SPREAD), BASE);
        return Tag.of(namespace, agent.id(), category, generation);
    }

    String namespace() {
        return namespace;
    }

    /** Makes a request that is only looked at. */
    IssueRequest preview(AgentChoice agent, Issuance issuance) {
        Tag tag = Tag.of(namespace, agent.id(), issuance.category(), "preview");
        return new IssueRequest(
                agent.id(), issuance.category(), tag, agent.profile(), Optional.empty(), new RefusingCheckpoint());
    }

    /** Makes the first request of an operation. */
    static IssueRequest first(AgentChoice agent, Operation operation, Checkpoint checkpoint) {
        return request(agent, operation, Optional.empty(), checkpoint);
    }

    /** Makes a request that goes on with an operation of an earlier run. */
    static IssueRequest resumed(AgentChoice agent, Operation operation, Checkpoint checkpoint) {
        Operation.Details details = operation.details();
        return request(
                agent,
                operation,
                Optional.of(new Resumption(details.since(), details.resources(), details.secrets())),
                checkpoint);
    }

    private static IssueRequest request(
            AgentChoice agent, Operation operation, Optional<Resumption> resumption, Checkpoint checkpoint) {
        return new IssueRequest(
                agent.id(), operation.category(), operation.details().tag(), agent.profile(), resumption, checkpoint);
    }

    /** A plan creates nothing, so there is nothing to record. */
    private record RefusingCheckpoint() implements Checkpoint {

        @Override
        public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
            throw new IllegalStateException("a preview must not create anything");
        }

        @Override
        public void gone(UpstreamResource resource) {
            throw new IllegalStateException("a preview must not delete anything");
        }
    }
}
