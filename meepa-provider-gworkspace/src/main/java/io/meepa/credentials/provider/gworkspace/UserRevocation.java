package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.provider.gworkspace.WorkspaceSettings.OnRevoke;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.UpstreamResource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Takes users back, by their immutable ids, and only those that bear our tag. */
final class UserRevocation {

    private final DirectoryRun run;
    private final OnRevoke onRevoke;
    private final RevokeRequest request;
    private final String marker;

    UserRevocation(DirectoryRun run, OnRevoke onRevoke, RevokeRequest request) {
        this.run = run;
        this.onRevoke = onRevoke;
        this.request = request;
        this.marker = Marker.of(request.tag());
    }

    RevocationResult revoke() {
        Set<String> ids = known();
        boolean revoked = false;
        for (String id : ids.isEmpty() ? unrecorded() : ids) {
            revoked |= revoke(id);
        }
        return revoked ? done() : RevocationResult.alreadyGone();
    }

    private Set<String> known() {
        Stream<String> recorded = of(UserIssue.KIND);
        Stream<String> stored = request.credential().stream().flatMap(UserRevocation::id);
        return Stream.concat(recorded, stored).collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    static Stream<String> id(AgentCredential credential) {
        return credential.item(UserIssue.USER_ID).stream()
                .map(item -> item.value().reveal());
    }

    /** Looks for a user whose insert was sent, perhaps, and never answered. Whoever else has the address is left alone. */
    private Set<String> unrecorded() {
        Set<String> ids = new LinkedHashSet<>();
        of(UserPlan.KIND)
                .distinct()
                .forEach(address -> run.await(address)
                        .filter(user -> user.bears(marker) && user.isAt(address))
                        .ifPresent(user -> ids.add(user.id())));
        return ids;
    }

    private Stream<String> of(String kind) {
        return request.resources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .map(UpstreamResource::id);
    }

    /** A user of a completed credential was seen; another may just not show yet. */
    private boolean revoke(String id) {
        Optional<WorkspaceUser> user = request.credential().isPresent() ? run.findSeen(id) : run.await(id);
        if (user.isEmpty()) {
            return false;
        }
        if (!user.get().bears(marker)) {
            throw new ProviderRejectedException(
                    "the user " + id + " of agent " + request.agent() + " does not bear our tag"
                            + " and was not touched: look at it in the Admin console, then forget the credential");
        }
        if (onRevoke == OnRevoke.DELETE) {
            return run.delete(id);
        }
        run.suspend(id);
        return true;
    }

    private RevocationResult done() {
        return onRevoke == OnRevoke.DELETE
                ? RevocationResult.revoked()
                : new RevocationResult(
                        RevocationResult.End.REVOKED, "suspended, not deleted: it keeps its mail, address and licence");
    }
}
