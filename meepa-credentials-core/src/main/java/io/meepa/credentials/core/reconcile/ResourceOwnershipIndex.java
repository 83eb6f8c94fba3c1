package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.TaggedResource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which upstream resources documents account for. Not thread-safe while it is filled. */
public final class ResourceOwnershipIndex {

    /** A tag cut shorter than this is none of ours: {@link Tag#fitted} is never asked for less. */
    private static final int SHORTEST_CUT = 40;

    /** The others are about a credential on record, which claims its resource itself. */
    private static final Set<PendingOperation.Kind> MAKING_OR_TAKING =
            EnumSet.of(PendingOperation.Kind.CREATE, PendingOperation.Kind.ROTATE, PendingOperation.Kind.REVOKE);

    private final List<Claim> claims = new ArrayList<>();

    /** Starts without a claim. */
    public ResourceOwnershipIndex() {}

    /** Adds what a document accounts for: managed credentials by tag and ids, operations by tag. */
    public void add(AgentDocument document) {
        document.entries().stream()
                .map(StoredCredential::credential)
                .filter(AgentCredential::managed)
                .forEach(this::add);
        document.operations().stream()
                .filter(operation -> MAKING_OR_TAKING.contains(operation.kind()))
                .forEach(operation ->
                        claims.add(new Claim(operation.details().tag().text(), Optional.empty())));
    }

    /**
     * Returns whether a resource is accounted for: by its tag, and where that is a finished credential's, by its id. A twin
     * that an upstream made of one request has the tag but another id.
     */
    public boolean covers(TaggedResource resource) {
        return claims.stream()
                .anyMatch(claim -> bears(resource.tag(), claim.tag)
                        && claim.ids
                                .map(ids -> holds(ids, resource.resource().id()))
                                .orElse(true));
    }

    private void add(AgentCredential credential) {
        List<Secret> ids =
                credential.items().stream().map(CredentialItem::value).toList();
        credential.tag().ifPresent(tag -> claims.add(new Claim(tag, Optional.of(ids))));
    }

    private static boolean holds(List<Secret> ids, String id) {
        Secret wanted = Secret.of(id);
        return ids.stream().anyMatch(wanted::matches);
    }

    /** An upstream with a limit holds the tag's beginning and digest. */
    private static boolean bears(String found, String tag) {
        if (found.equals(tag)) {
            return true;
        }
        return found.length() >= SHORTEST_CUT
                && found.length() < tag.length()
                && Tag.allows(tag)
                && new Tag(tag).fitted(found.length()).equals(found);
    }

    private record Claim(String tag, Optional<List<Secret>> ids) {}
}
