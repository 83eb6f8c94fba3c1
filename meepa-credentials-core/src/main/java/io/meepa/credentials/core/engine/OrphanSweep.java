package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.ReconciliationReport.Divergence;
import io.meepa.credentials.ReconciliationReport.Finding;
import io.meepa.credentials.ReconciliationReport.Remedy;
import io.meepa.credentials.core.reconcile.Claims;
import io.meepa.credentials.core.reconcile.TagOwner;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.TaggedResource;
import io.meepa.credentials.spi.UpstreamResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds upstream resources that bear a tag of ours and that no document accounts for. The upstreams are listed before the
 * documents are read: what is being made meanwhile is on record before it exists.
 */
final class OrphanSweep {

    private final String namespace;
    private final List<Listing> listings = new ArrayList<>();
    private final List<Case> failures = new ArrayList<>();

    private OrphanSweep(String namespace) {
        this.namespace = namespace;
    }

    /** Lists every upstream that can be listed. */
    static OrphanSweep list(Work work) {
        OrphanSweep sweep = new OrphanSweep(work.requests().namespace());
        for (Issuance issuance : work.planner().issuances()) {
            issuance.opened().ifPresent(opened -> sweep.list(issuance, opened.issuer()));
        }
        return sweep;
    }

    /** Compares with what documents account for; agents whose document cannot be read account for all that is theirs. */
    List<Case> orphans(Claims claims, Set<AgentId> unreadable, Predicate<Optional<AgentId>> wanted) {
        List<Case> cases = new ArrayList<>();
        for (Listing listing : listings) {
            Map<String, List<TaggedResource>> byTag = listing.resources.stream()
                    .filter(resource -> !claims.covers(resource))
                    .collect(Collectors.groupingBy(TaggedResource::tag, LinkedHashMap::new, Collectors.toList()));
            byTag.forEach((tag, resources) -> {
                Optional<TagOwner> owner = TagOwner.of(namespace, tag);
                if (wanted.test(owner.map(TagOwner::agent))) {
                    cases.add(orphan(listing, tag, resources, owner, unreadable));
                }
            });
        }
        cases.addAll(failures);
        return cases;
    }

    private void list(Issuance issuance, CredentialIssuer issuer) {
        boolean listed = listings.stream().anyMatch(listing -> listing.service.equals(issuance.service()));
        if (listed || issuer.unavailable().isPresent()) {
            return;
        }
        try {
            issuer.inventory(namespace)
                    .ifPresent(found ->
                            listings.add(new Listing(issuance.service(), issuance.category(), issuer, ours(found))));
        } catch (RuntimeException e) {
            failures.add(Case.forPerson(new Finding(
                    Divergence.UNKNOWN,
                    Optional.empty(),
                    Optional.of(issuance.category()),
                    issuance.service(),
                    "inventory",
                    "orphans could not be looked for: " + Reason.of(e),
                    Remedy.NONE)));
        }
    }

    /** Whatever a plug-in lists: what does not bear our namespace is not ours. */
    private List<TaggedResource> ours(List<TaggedResource> found) {
        return found.stream()
                .filter(resource -> resource.tag().startsWith(namespace + ".") && Tag.allows(resource.tag()))
                .toList();
    }

    private static Case orphan(
            Listing listing,
            String tag,
            List<TaggedResource> resources,
            Optional<TagOwner> owner,
            Set<AgentId> unreadable) {
        String subject = resources.stream()
                .map(resource ->
                        resource.resource().kind() + " " + resource.resource().id())
                .collect(Collectors.joining(", "));
        boolean doubtful =
                owner.map(known -> unreadable.contains(known.agent())).orElse(!unreadable.isEmpty());
        Finding finding = new Finding(
                doubtful ? Divergence.UNKNOWN : Divergence.ORPHAN,
                owner.map(TagOwner::agent),
                owner.map(TagOwner::category).or(() -> Optional.of(listing.category)),
                listing.service,
                subject,
                doubtful
                        ? "bears our tag " + tag + ", but the document that may account for it cannot be read"
                        : "bears our tag " + tag + " and no document accounts for it",
                Remedy.NONE);
        return doubtful || owner.isEmpty()
                ? Case.forPerson(finding)
                : Case.curable(finding, found -> revoke(found, listing, new Tag(tag), resources, owner.get()));
    }

    /** A credential without ids tells the provider to look for nothing beyond these resources. */
    private static Finding revoke(
            Finding finding, Listing listing, Tag tag, List<TaggedResource> resources, TagOwner owner) {
        List<UpstreamResource> known =
                resources.stream().map(TaggedResource::resource).toList();
        AgentCredential bare =
                AgentCredential.of(owner.category(), listing.service).build();
        RevocationResult result = listing.issuer.revoke(
                new RevokeRequest(owner.agent(), owner.category(), tag, known, Optional.of(bare)));
        boolean done = result.end() != RevocationResult.End.UNSUPPORTED;
        return finding.with(done ? Remedy.REVOKED : Remedy.FAILED, result.detail());
    }

    private record Listing(
            String service, Category category, CredentialIssuer issuer, List<TaggedResource> resources) {}
}
