package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
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

    /** The same ids under another slot's tag, without what the provider noted of the first. */
    IssuedCredential claimedBy(Slot other) {
        Metadata claimed = Metadata.empty().with(MetadataKeys.TAG, other.tag().text());
        Optional<String> account = credential.metadata().text(MetadataKeys.ACCOUNT);
        return new IssuedCredential(
                other,
                credential.toBuilder()
                        .metadata(account.isPresent() ? claimed.with(MetadataKeys.ACCOUNT, account.get()) : claimed)
                        .build());
    }

    RevokeRequest revoke(List<UpstreamResource> resources) {
        return slot.revoke(resources, Optional.of(credential));
    }
}
