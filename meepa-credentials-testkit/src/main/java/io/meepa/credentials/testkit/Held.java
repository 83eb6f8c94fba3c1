package io.meepa.credentials.testkit;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentialBuilder;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.spi.Renewed;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.UpstreamResource;
import java.util.List;
import java.util.Optional;

/** A credential that was issued and stored, in its slot. */
record Held(Slot slot, AgentCredential credential) {

    Held with(Renewed renewed) {
        AgentCredentialBuilder builder = credential.toBuilder();
        for (CredentialItem item : renewed.items()) {
            builder.replaceItem(item.key(), item.value(), item.type());
        }
        return new Held(slot, builder.build());
    }

    RevokeRequest revoke(List<UpstreamResource> resources) {
        return slot.revoke(resources, Optional.of(credential));
    }
}
