package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.provider.gworkspace.WorkspaceSettings.OnRevoke;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Takes users back, by their immutable ids, and only those that bear our tag. */
final class UserRevocation {

    private final DirectoryRun run;
    private final OnRevoke onRevoke;
    private final RevokeRequest request;
    private final String marker;

    private final UserAccount account;
    private final List<Evidence.Look> looks = new ArrayList<>();
    private Optional<String> customer = Optional.empty();

    UserRevocation(DirectoryRun run, WorkspaceSettings settings, RevokeRequest request) {
        this.run = run;
        this.onRevoke = settings.onRevoke();
        this.account = new UserAccount(run, settings.domain(), request.credential());
        this.request = request;
        this.marker = Marker.of(request.tag());
    }

    RevocationResult revoke() {
        Set<String> ids = known();
        boolean revoked = false;
        for (String id : ids.isEmpty() ? unrecorded() : ids) {
            revoked |= revoke(id);
        }
        if (looks.isEmpty()) {
            note(run.recorded("no user is on record, and none was planned"));
        }
        Evidence evidence = customer.map(Evidence.of(looks)::onAccount).orElse(Evidence.of(looks));
        return revoked ? done(evidence) : RevocationResult.alreadyGone(evidence);
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
        of(UserPlan.KIND).distinct().forEach(address -> {
            Optional<WorkspaceUser> user = run.await(address).or(() -> listed(address));
            user.filter(found -> found.bears(marker) && found.isAt(address))
                    .ifPresentOrElse(
                            found -> ids.add(found.id()),
                            () -> note(
                                    user.isPresent()
                                            ? run.shown("read the planned address: a user that is not ours has it")
                                            : run.absent("list the users by the planned address: not there")));
        });
        return ids;
    }

    private Optional<WorkspaceUser> listed(String address) {
        note(run.absent("read the planned address until the consistency budget was spent: not there"));
        return run.list(Map.of()).stream().filter(user -> user.isAt(address)).findFirst();
    }

    private Stream<String> of(String kind) {
        return request.resources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .map(UpstreamResource::id);
    }

    /** A user of a completed credential was seen; another may just not show yet. */
    private boolean revoke(String id) {
        Optional<WorkspaceUser> user = request.credential().isPresent() ? seen(id) : run.awaitOwn(id);
        if (user.isEmpty()) {
            return request.credential().isEmpty() && revokeUnseen(id);
        }
        if (!user.get().bears(marker)) {
            throw new ProviderRejectedException(
                    "the user " + id + " of agent " + request.agent() + " does not bear our tag"
                            + " and was not touched: look at it in the Admin console, then forget the credential");
        }
        note(run.shown("read the user " + id + ": it bears our tag"));
        if (onRevoke == OnRevoke.DELETE) {
            Optional<Evidence> gone = run.delete(id, account::check);
            note(gone.orElseGet(() -> run.shown("delete the user " + id + ": done")));
            return gone.isEmpty();
        }
        suspend(id);
        return true;
    }

    private void suspend(String id) {
        run.suspend(id);
        note(run.shown("suspend the user " + id + ": done"));
    }

    private Optional<WorkspaceUser> seen(String id) {
        Sighting<WorkspaceUser> seen = run.seek(id, account::check);
        Optional<WorkspaceUser> user = seen.settled();
        seen.evidence().ifPresent(this::note);
        return user;
    }

    /**
     * Takes a user back that the directory made and never showed. Its id came with the answer to our own insert, and is never
     * given again, so it may be deleted unseen; that it is not there proves nothing until it shows among the deleted.
     */
    private boolean revokeUnseen(String id) {
        if (onRevoke == OnRevoke.SUSPEND) {
            suspend(id);
            return true;
        }
        ApiAnswer answer = run.deleteOnce(id);
        if (!answer.absent()) {
            answer.required();
            note(run.shown("delete the user " + id + ", which our insert made: done"));
            return true;
        }
        note(run.deletion(id)
                .orElseThrow(() -> new ProviderUnavailableException("Google Workspace made the user " + id
                        + " for agent "
                        + request.agent() + " and has not shown it since: it may be alive. The revocation stays queued"
                        + " until the user shows, or shows among the deleted; if the Admin console shows neither, forget"
                        + " the credential")));
        return false;
    }

    private void note(Evidence evidence) {
        looks.addAll(evidence.looks());
        customer = customer.or(evidence::account);
    }

    private RevocationResult done(Evidence evidence) {
        return onRevoke == OnRevoke.DELETE
                ? RevocationResult.revoked(evidence)
                : RevocationResult.revoked(evidence)
                        .withDetail("suspended, not deleted: it keeps its mail, address and licence");
    }
}
