package io.meepa.credentials.core.document;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation.Kind;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.store.DocumentNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An intent on record: written before the first upstream call and removed in the write that records the outcome.
 *
 * @param id distinguishes it from others; random
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

    /** Deletes upstream, drops a secret, or makes what may cost: what is done so cannot be undone. */
    private static final Set<Kind> FINAL = EnumSet.of(Kind.CREATE, Kind.ROTATE, Kind.RETIRE, Kind.REVOKE);

    /** Copies the extras. Operations of an unknown kind are kept as they are read, and are none of these. */
    public Operation {
        if (kind == Kind.UNKNOWN) {
            throw new IllegalArgumentException("an operation of an unknown kind");
        }
        extras = Ordered.copy(extras);
    }

    /** Whether a run may go on. */
    public enum State {
        /** It may. */
        OPEN,
        /** It is unknown whether the upstream acted and the provider cannot look: a person decides. */
        INDETERMINATE,
        /** The provider cannot take it back: it stays on record until a person deletes it. */
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
     * @param evidence what it is based on; older versions did not record it
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
            Optional<Evidence> evidence,
            Map<String, DocumentNode> extras) {

        /** Copies the collections. */
        public Details {
            resources = List.copyOf(resources);
            secrets = Ordered.copy(secrets);
            items = List.copyOf(items);
            metadataExtras = Ordered.copy(metadataExtras);
            extras = Ordered.copy(extras);
        }

        /** Returns the details of a revocation: what is kept of the credential, and the resources that it is about. */
        public static Details ofRevocation(
                AgentCredential credential,
                List<CredentialItem> kept,
                List<UpstreamResource> resources,
                Attempts attempts,
                Evidence evidence) {
            return new Details(
                    new ManagedCredential(credential).tag(),
                    attempts.last(),
                    resources,
                    Map.of(),
                    kept,
                    credential.metadata(),
                    Map.of(),
                    credential.name(),
                    attempts,
                    Optional.of(evidence),
                    Map.of());
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
                    Optional.empty(),
                    Map.of());
        }

        /** Returns a copy that is based on more evidence. */
        public Details basedOn(Evidence more) {
            return new Details(
                    tag,
                    since,
                    resources,
                    secrets,
                    items,
                    metadata,
                    metadataExtras,
                    name,
                    attempts,
                    Optional.of(evidence.map(earlier -> earlier.and(more)).orElse(more)),
                    extras);
        }
    }

    /**
     * Returns a new intent.
     *
     * @param kind what is intended
     * @param key the credential's exact address
     * @param details what only a key holder may see
     * @throws IllegalArgumentException if it cannot be undone, and the details do not say what it is based on
     */
    public static Operation open(Kind kind, CredentialKey key, Details details) {
        if (FINAL.contains(kind) && details.evidence.isEmpty()) {
            throw new IllegalArgumentException("an intent to " + kind.wireName() + " needs evidence");
        }
        return new Operation(
                UUID.randomUUID().toString(), kind, State.OPEN, key.category(), key.service(), details, Map.of());
    }

    /** Returns the address of the credential that it is about. */
    public CredentialKey key() {
        return CredentialKey.of(category, service).named(details.name);
    }

    /** Returns what it is based on: at least, that it is on record. */
    public Evidence evidence() {
        return details.evidence.orElseGet(() -> Evidence.recorded(
                details.since, "read the record: to " + kind.wireName() + " " + category + "/" + service));
    }

    /** Returns a copy that is based on more evidence. */
    public Operation basedOn(Evidence more) {
        return with(details.basedOn(evidence().and(more)));
    }

    /** Returns whether it is about a category and service. */
    public boolean concerns(Category otherCategory, String otherService) {
        return category.equals(otherCategory) && service.equals(otherService);
    }

    /** Returns the credential of what is queued: what is kept of it, as a provider gets it to take it back. */
    public AgentCredential kept() {
        return new AgentCredential(
                category(),
                service(),
                details().name(),
                Origin.OPERATOR_PROVIDED,
                details().items(),
                details().metadata(),
                CredentialStatus.Settled.EXISTING,
                true);
    }

    /** Returns whether it is of the revocation queue, which every run works off. */
    public boolean queued() {
        return kind == Kind.REVOKE || kind == Kind.RETIRE;
    }

    /** Returns whether it suspends or resumes. */
    public boolean suspends() {
        return kind == Kind.SUSPEND || kind == Kind.RESUME;
    }

    /** Returns a copy that says why it has not ended. */
    public Operation because(String reason) {
        return tried(details.attempts.because(reason));
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

    /** Returns a copy with other secrets, in place of all that it has. */
    public Operation withSecrets(Map<String, Secret> secrets) {
        return with(details.resources, secrets);
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
                details.evidence,
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
                details.evidence,
                details.extras));
    }

    private Operation with(Details changed) {
        return new Operation(id, kind, state, category, service, changed, extras);
    }
}
