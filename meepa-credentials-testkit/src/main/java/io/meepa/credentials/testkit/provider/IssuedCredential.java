package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.util.List;
import java.util.Optional;

/** A credential that was issued and stored, in its slot. */
record IssuedCredential(Slot slot, AgentCredential credential) {

    IssuedCredential with(Renewed renewed) {
        AgentCredentialBuilder builder = credential.toBuilder();
        for (CredentialItem item : renewed.items()) {
            builder.replaceItem(item);
        }
        return new IssuedCredential(slot, builder.build());
    }

    RevokeRequest revoke(List<UpstreamResource> resources) {
        return slot.revoke(resources, Optional.of(credential));
    }
}
