package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds upstream resources that bear a tag of ours and that no document accounts for. The upstreams are listed before the
 * documents are read: what is being made meanwhile is on record before it exists.
 */
final class OrphanSweep {

    private static final String WANTED =
            "; its agent wants one and has none that is confirmed live, so it is left alone:"
                    + " reconcile once more, which takes it back into use or finds the agent's own live";

    private final String namespace;
    private final Clock clock;
    private final List<Listing> listings = new ArrayList<>();
    private final List<Discrepancy> failures = new ArrayList<>();

    private OrphanSweep(EngineContext context) {
        this.namespace = context.requests().namespace();
        this.clock = context.clock();
    }

    /** Lists nothing: no upstream is called. */
    static OrphanSweep nothing(EngineContext context) {
        return new OrphanSweep(context);
    }

    /** Lists every upstream that can be listed. */
    static OrphanSweep list(EngineContext context) {
        OrphanSweep sweep = new OrphanSweep(context);
        for (ProviderBinding binding : context.providers().bindings()) {
            binding.opened().ifPresent(opened -> sweep.list(binding, opened.issuer()));
        }
        return sweep;
    }

    /** Compares with what documents account for; agents whose document cannot be read account for all that is theirs. */
    List<Discrepancy> orphans(ResourceOwnershipIndex owners, Doubts doubts, Predicate<Optional<AgentId>> wanted) {
        List<Discrepancy> discrepancies = new ArrayList<>();
        for (Listing listing : listings) {
            for (Unclaimed unclaimed : listing.unclaimed(owners, clock.instant())) {
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
                .flatMap(listing -> listing.unclaimed(owners, clock.instant()).stream())
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
                    .ifPresent(found -> listings.add(
                            new Listing(binding.service(), binding.category(), issuer, clock.instant(), ours(found))));
        } catch (RuntimeException e) {
            failures.add(Discrepancy.forPerson(new Finding(
                    Divergence.UNKNOWN,
                    Optional.empty(),
                    Optional.of(binding.category()),
                    binding.service(),
                    "inventory",
                    "orphans could not be looked for: " + FailureMessages.of(e),
                    Remedy.NONE,
                    Optional.empty())));
        }
    }

    /** Whatever a plug-in lists: what does not bear our namespace is not ours. */
    private List<TaggedResource> ours(List<TaggedResource> found) {
        return found.stream()
                .filter(resource -> resource.tag().startsWith(namespace + ".") && Tag.allows(resource.tag()))
                .toList();
    }

    private Discrepancy orphan(Listing listing, Unclaimed unclaimed, Optional<TagOwner> owner, Doubts doubts) {
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
                Remedy.NONE,
                Optional.of(unclaimed.evidence()));
        if (doubtful || wanted || owner.isEmpty()) {
            return Discrepancy.forPerson(finding);
        }
        Finding based = doubts.confirmed(owner.get()).map(finding::basedOn).orElse(finding);
        return Discrepancy.repairable(
                based,
                found -> doubts.records.again(
                        owner.get().agent(),
                        (owners, guard) -> swept(found, listing, unclaimed, owner.get(), owners, guard)));
    }

    /** Another process may have taken it into use since the documents were read: they are read once more, with nobody beside. */
    private Finding swept(
            Finding finding,
            Listing listing,
            Unclaimed unclaimed,
            TagOwner owner,
            ResourceOwnershipIndex owners,
            CallGuard guard) {
        if (listing.of(unclaimed).anyMatch(owners::covers)) {
            return finding.with(Remedy.NONE, "a document accounts for it by now, so it is left alone");
        }
        Evidence again =
                Evidence.recorded(clock.instant(), "read the document of " + owner.agent() + " once more: none");
        return revoke(finding.basedOn(again), listing, unclaimed, owner, guard);
    }

    /** A credential without ids asks the provider to look for nothing beyond these resources. */
    private static Finding revoke(
            Finding finding, Listing listing, Unclaimed unclaimed, TagOwner owner, CallGuard guard) {
        AgentCredential bare =
                AgentCredential.of(owner.category(), listing.service).build();
        RevocationResult result = listing.issuer.revoke(RevokeRequest.of(
                        owner.agent(),
                        owner.category(),
                        listing.service,
                        unclaimed.tag(),
                        unclaimed.resources(),
                        finding.evidence().orElseThrow())
                .withCredential(bare)
                .guardedBy(guard));
        boolean done = result.end() == RevocationResult.End.REVOKED
                || result.evidence().filter(Evidence::provesAbsence).isPresent();
        Finding based = result.evidence().map(finding::basedOn).orElse(finding);
        return based.with(done ? Remedy.REVOKED : Remedy.FAILED, result.detail());
    }

    /**
     * What keeps a resource from being revoked as an orphan.
     *
     * @param unreadable agents whose document may account for it
     * @param mayBeTheirs whether whom its tag names wants one and has none that was confirmed
     * @param live the looks that found the own one of an owner live
     * @param records reads a document once more
     */
    record Doubts(
            Set<AgentId> unreadable, Predicate<TagOwner> mayBeTheirs, Map<TagOwner, Evidence> live, Records records) {

        private Optional<Evidence> confirmed(TagOwner owner) {
            return Optional.ofNullable(live.get(owner));
        }
    }

    /** Reads an agent's document once more, while no other run works for the agent. */
    interface Records {

        Finding again(AgentId agent, BiFunction<ResourceOwnershipIndex, CallGuard, Finding> action);
    }

    private record Listing(
            String service, Category category, CredentialIssuer issuer, Instant at, List<TaggedResource> resources) {

        private List<Unclaimed> unclaimed(ResourceOwnershipIndex owners, Instant now) {
            Map<String, List<TaggedResource>> byTag = resources.stream()
                    .filter(resource -> !owners.covers(resource))
                    .collect(Collectors.groupingBy(TaggedResource::tag, LinkedHashMap::new, Collectors.toList()));
            return byTag.entrySet().stream()
                    .map(group -> Unclaimed.of(group.getKey(), group.getValue(), evidence(group.getKey(), now)))
                    .toList();
        }

        private Stream<TaggedResource> of(Unclaimed unclaimed) {
            return resources.stream()
                    .filter(resource -> resource.tag().equals(unclaimed.tag().text())
                            && unclaimed.resources().contains(resource.resource()));
        }

        private Evidence evidence(String tag, Instant now) {
            return Evidence.shown(at, "list " + service + ": it bears our tag " + tag)
                    .and(Evidence.recorded(now, "read the documents: none accounts for it"));
        }
    }
}
