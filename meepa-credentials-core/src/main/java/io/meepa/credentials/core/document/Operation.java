package io.meepa.credentials.core.document;

import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.DocumentNode;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.UpstreamResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An intent on record: written before the first upstream call and removed in the write that records the outcome.
 *
 * @param id tells it from others; random
 * @param kind what is intended
 * @param state whether a run may go on with it
 * @param category which category
 * @param service which provider
 * @param details what only a key holder may see
 * @param extras unknown members
 */
public record Operation(
        String id,
        Kind kind,
        State state,
        Category category,
        String service,
        Details details,
        Map<String, DocumentNode> extras) {

    /** Copies the extras. */
    public Operation {
        extras = Ordered.copy(extras);
    }

    /** What is intended. */
    public enum Kind {
        /** Create a resource. */
        CREATE,
        /** Make a new secret beside the one in use. */
        ROTATE,
        /** Take the secret back that a rotation replaced; the resource stays. */
        RETIRE,
        /** Take a resource back. */
        REVOKE,
        /** Renew a token. */
        REFRESH,
        /** Switch a resource off for now. */
        SUSPEND,
        /** Switch a suspended resource on again. */
        RESUME;

        /** Returns the name in the document. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a run may go on. */
    public enum State {
        /** It may. */
        OPEN,
        /** Nobody knows whether the upstream acted and nobody can look: a person decides. */
        INDETERMINATE,
        /** The provider cannot take it back: it stays on record until a person strikes it. */
        IRREVOCABLE;

        /** Returns the name in the document. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What only a key holder may see.
     *
     * @param tag marks the upstream resource
     * @param since when the intent was recorded
     * @param resources every resource learnt, in order
     * @param secrets every shown-once secret learnt, by name
     * @param items the revoked credential's items that are no secrets
     * @param metadata the revoked credential's metadata
     * @param metadataExtras metadata of kinds that we do not model
     * @param name the credential's name
     * @param attempts how often it was tried, and when it is next
     * @param extras unknown members
     */
    public record Details(
            Tag tag,
            Instant since,
            List<UpstreamResource> resources,
            Map<String, Secret> secrets,
            List<CredentialItem> items,
            Metadata metadata,
            Map<String, DocumentNode> metadataExtras,
            String name,
            Attempts attempts,
            Map<String, DocumentNode> extras) {

        /** Copies the collections. */
        public Details {
            resources = List.copyOf(resources);
            secrets = Ordered.copy(secrets);
            items = List.copyOf(items);
            metadataExtras = Ordered.copy(metadataExtras);
            extras = Ordered.copy(extras);
        }

        /** Returns the details of an intent that nothing came of yet. */
        public static Details of(Tag tag, Instant since, String name) {
            return new Details(
                    tag,
                    since,
                    List.of(),
                    Map.of(),
                    List.of(),
                    Metadata.empty(),
                    Map.of(),
                    name,
                    Attempts.none(since),
                    Map.of());
        }
    }

    /** Returns a copy that knows one more resource and its secrets. */
    public Operation reached(UpstreamResource resource, Map<String, Secret> newSecrets) {
        List<UpstreamResource> resources = new ArrayList<>(details.resources);
        resources.remove(resource);
        resources.add(resource);
        Map<String, Secret> secrets = new LinkedHashMap<>(details.secrets);
        secrets.putAll(newSecrets);
        return with(resources, secrets);
    }

    /** Returns a copy that no longer knows a resource. */
    public Operation gone(UpstreamResource resource) {
        List<UpstreamResource> resources = new ArrayList<>(details.resources);
        resources.remove(resource);
        return with(resources, details.secrets);
    }

    /** Returns a copy that was tried, or not, at other times. */
    public Operation tried(Attempts attempts) {
        return with(new Details(
                details.tag,
                details.since,
                details.resources,
                details.secrets,
                details.items,
                details.metadata,
                details.metadataExtras,
                details.name,
                attempts,
                details.extras));
    }

    /** Returns a copy of another kind, with the resources that it is about. */
    public Operation as(Kind newKind, List<UpstreamResource> resources) {
        Operation changed = with(resources, details.secrets);
        return new Operation(id, newKind, state, category, service, changed.details, extras);
    }

    /** Returns a copy in another state. */
    public Operation in(State newState) {
        return new Operation(id, kind, newState, category, service, details, extras);
    }

    private Operation with(List<UpstreamResource> resources, Map<String, Secret> secrets) {
        return with(new Details(
                details.tag,
                details.since,
                resources,
                secrets,
                details.items,
                details.metadata,
                details.metadataExtras,
                details.name,
                details.attempts,
                details.extras));
    }

    private Operation with(Details changed) {
        return new Operation(id, kind, state, category, service, changed, extras);
    }
}
