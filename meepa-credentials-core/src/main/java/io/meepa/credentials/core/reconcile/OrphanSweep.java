package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final String WANTED =
            "; its agent wants one and has none that is confirmed live, so it is left alone:"
                    + " reconcile once more, which takes it back into use or finds the agent's own live";

    private final String namespace;
    private final List<Listing> listings = new ArrayList<>();
    private final List<Discrepancy> failures = new ArrayList<>();

    private OrphanSweep(String namespace) {
        this.namespace = namespace;
    }

    /** Lists nothing: no upstream is called. */
    static OrphanSweep nothing(EngineContext context) {
        return new OrphanSweep(context.requests().namespace());
    }

    /** Lists every upstream that can be listed. */
    static OrphanSweep list(EngineContext context) {
        OrphanSweep sweep = new OrphanSweep(context.requests().namespace());
        for (ProviderBinding binding : context.providers().bindings()) {
            binding.opened().ifPresent(opened -> sweep.list(binding, opened.issuer()));
        }
        return sweep;
    }

    /** Compares with what documents account for; agents whose document cannot be read account for all that is theirs. */
    List<Discrepancy> orphans(ResourceOwnershipIndex owners, Doubts doubts, Predicate<Optional<AgentId>> wanted) {
        List<Discrepancy> discrepancies = new ArrayList<>();
        for (Listing listing : listings) {
            for (Unclaimed unclaimed : listing.unclaimed(owners)) {
                Optional<TagOwner> owner =
                        TagOwner.of(namespace, unclaimed.tag().text());
                if (wanted.test(owner.map(TagOwner::agent))) {
                    discrepancies.add(orphan(listing, unclaimed, owner, doubts));
                }
            }
        }
        discrepancies.addAll(failures);
        return discrepancies;
    }

    /** Returns the latest of an owner's resources at a service that no document accounts for. */
    Optional<Unclaimed> latest(ResourceOwnershipIndex owners, TagOwner owner, String service) {
        return listings.stream()
                .filter(listing -> listing.service.equals(service))
                .flatMap(listing -> listing.unclaimed(owners).stream())
                .filter(unclaimed ->
                        TagOwner.of(namespace, unclaimed.tag().text()).equals(Optional.of(owner)))
                .max(Comparator.comparing(unclaimed -> unclaimed.tag().text()));
    }

    private void list(ProviderBinding binding, CredentialIssuer issuer) {
        boolean listed = listings.stream().anyMatch(listing -> listing.service.equals(binding.service()));
        if (listed || issuer.unavailable().isPresent()) {
            return;
        }
        try {
            issuer.inventory(namespace)
                    .ifPresent(found ->
                            listings.add(new Listing(binding.service(), binding.category(), issuer, ours(found))));
        } catch (RuntimeException e) {
            failures.add(Discrepancy.forPerson(new Finding(
                    Divergence.UNKNOWN,
                    Optional.empty(),
                    Optional.of(binding.category()),
                    binding.service(),
                    "inventory",
                    "orphans could not be looked for: " + FailureMessages.of(e),
                    Remedy.NONE)));
        }
    }

    /** Whatever a plug-in lists: what does not bear our namespace is not ours. */
    private List<TaggedResource> ours(List<TaggedResource> found) {
        return found.stream()
                .filter(resource -> resource.tag().startsWith(namespace + ".") && Tag.allows(resource.tag()))
                .toList();
    }

    private static Discrepancy orphan(Listing listing, Unclaimed unclaimed, Optional<TagOwner> owner, Doubts doubts) {
        boolean doubtful =
                owner.map(known -> doubts.unreadable.contains(known.agent())).orElse(!doubts.unreadable.isEmpty());
        boolean wanted = owner.filter(doubts.mayBeTheirs).isPresent();
        Finding finding = new Finding(
                doubtful ? Divergence.UNKNOWN : Divergence.ORPHAN,
                owner.map(TagOwner::agent),
                owner.map(TagOwner::category).or(() -> Optional.of(listing.category)),
                listing.service,
                unclaimed.subject(),
                doubtful
                        ? "bears our tag " + unclaimed.tag()
                                + ", but the document that may account for it cannot be read"
                        : "bears our tag " + unclaimed.tag() + " and no document accounts for it"
                                + (wanted ? WANTED : ""),
                Remedy.NONE);
        return doubtful || wanted || owner.isEmpty()
                ? Discrepancy.forPerson(finding)
                : Discrepancy.repairable(finding, found -> revoke(found, listing, unclaimed, owner.get()));
    }

    /** A credential without ids asks the provider to look for nothing beyond these resources. */
    private static Finding revoke(Finding finding, Listing listing, Unclaimed unclaimed, TagOwner owner) {
        AgentCredential bare =
                AgentCredential.of(owner.category(), listing.service).build();
        RevocationResult result = listing.issuer.revoke(RevokeRequest.of(
                        owner.agent(), owner.category(), listing.service, unclaimed.tag(), unclaimed.resources())
                .withCredential(bare));
        boolean done = result.end() != RevocationResult.End.UNSUPPORTED;
        return finding.with(done ? Remedy.REVOKED : Remedy.FAILED, result.detail());
    }

    /**
     * What keeps a resource from being revoked as an orphan.
     *
     * @param unreadable agents whose document may account for it
     * @param mayBeTheirs whether whom its tag names wants one and has none that was confirmed
     */
    record Doubts(Set<AgentId> unreadable, Predicate<TagOwner> mayBeTheirs) {}

    private record Listing(String service, Category category, CredentialIssuer issuer, List<TaggedResource> resources) {

        private List<Unclaimed> unclaimed(ResourceOwnershipIndex owners) {
            Map<String, List<TaggedResource>> byTag = resources.stream()
                    .filter(resource -> !owners.covers(resource))
                    .collect(Collectors.groupingBy(TaggedResource::tag, LinkedHashMap::new, Collectors.toList()));
            return byTag.entrySet().stream()
                    .map(group -> Unclaimed.of(group.getKey(), group.getValue()))
                    .toList();
        }
    }
}
