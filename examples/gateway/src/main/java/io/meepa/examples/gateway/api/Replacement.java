package io.meepa.examples.gateway.api;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.model.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A credential with another value. */
final class Replacement {

    private Replacement() {}

    static AgentCredential of(AgentCredential former, CredentialItem item, Secret value) {
        return former.toBuilder()
                .replaceItem(new CredentialItem(item.key(), value, item.type(), item.declaredShown()))
                .metadata(item.secret() ? withoutItsEnd(former.metadata()) : former.metadata())
                .build();
    }

    /** What was said of the old value is not true of the new one. */
    private static Metadata withoutItsEnd(Metadata metadata) {
        Map<String, MetadataValue> values = new LinkedHashMap<>(metadata.values());
        values.keySet().removeAll(Set.of(MetadataKeys.EXPIRES_AT, MetadataKeys.REJECTED_AT));
        return new Metadata(values);
    }
}
