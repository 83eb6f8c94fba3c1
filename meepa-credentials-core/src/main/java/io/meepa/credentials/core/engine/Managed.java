package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentialBuilder;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.MetadataValue;
import java.util.Map;
import java.util.Optional;

/** Makes changed copies of managed credentials: hosts cannot set that flag, so builders leave it out. */
final class Managed {

    private Managed() {}

    static AgentCredential of(AgentCredentialBuilder builder) {
        AgentCredential own = builder.build();
        return new AgentCredential(
                own.category(),
                own.service(),
                own.name(),
                own.origin(),
                own.items(),
                own.metadata(),
                own.status(),
                true);
    }

    static AgentCredential with(AgentCredential credential, Metadata metadata) {
        return of(credential.toBuilder().metadata(metadata));
    }

    /** Records what a provider told. The tag of its creation is what a resource bears, whatever is told. */
    static AgentCredential told(AgentCredential credential, Metadata told) {
        Metadata metadata = credential.metadata();
        for (Map.Entry<String, MetadataValue> value : told.values().entrySet()) {
            metadata = metadata.with(value.getKey(), value.getValue());
        }
        Optional<String> tag = credential.metadata().text(SlotFlight.TAG);
        return with(credential, tag.isPresent() ? metadata.with(SlotFlight.TAG, tag.get()) : metadata);
    }
}
