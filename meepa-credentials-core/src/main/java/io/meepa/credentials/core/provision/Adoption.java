package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.Checkpoint;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.util.List;
import java.util.Map;

/**
 * Resources that bear a tag of the agent's and are on nobody's record: the record of them was lost.
 *
 * @param tag what they bear
 * @param resources the resources, at least one
 * @param evidence which looks showed them, and that no record has them
 */
public record Adoption(Tag tag, List<UpstreamResource> resources, Evidence evidence) {

    /** Copies the list. */
    public Adoption {
        resources = List.copyOf(resources);
    }

    /** Returns whether an operation knows of nothing else. */
    boolean isAllThatIsKnown(Operation operation) {
        return operation.details().secrets().isEmpty()
                && resources.containsAll(operation.details().resources());
    }

    /** Returns a checkpoint that stops the provider once one of the resources turns out to be gone: no other is made for it. */
    Checkpoint only(Checkpoint checkpoint) {
        return new Checkpoint() {

            @Override
            public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
                checkpoint.reached(resource, secrets);
            }

            @Override
            public void gone(UpstreamResource resource, Evidence looked) {
                checkpoint.gone(resource, looked);
                if (resources.contains(resource)) {
                    throw new ProviderUnavailableException(resource.kind() + " " + resource.id() + " bore our tag "
                            + tag + " a moment ago and is gone now: provision the agent to make another one");
                }
            }
        };
    }
}
