package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Locks users out and lets them in again. The directory shows a change only after a while, so what counts is that it took
 * the change. One that does not bear our tag is left as it is. Signing out needs a scope of its own, so that is done where
 * revoking needs it too.
 */
record UserSuspension(Function<CallGuard, DirectoryRun> runs, String domain, boolean signsOut)
        implements ResourceSuspension {

    @Override
    public Verification suspend(AgentCredential credential, IssueRequest request) {
        BiConsumer<DirectoryRun, String> change = signsOut ? DirectoryRun::suspend : DirectoryRun::lock;
        return switched(credential, request, change, State.SUSPENDED);
    }

    @Override
    public Verification resume(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, DirectoryRun::restore, State.LIVE);
    }

    private Verification switched(
            AgentCredential credential,
            IssueRequest request,
            BiConsumer<DirectoryRun, String> change,
            State afterwards) {
        Optional<String> id = UserRevocation.id(credential).findFirst();
        if (id.isEmpty()) {
            return Verification.unknown();
        }
        DirectoryRun run = runs.apply(request.guard());
        UserAccount account = new UserAccount(run, domain, Optional.of(credential));
        Sighting<WorkspaceUser> seen = run.seek(id.get(), account::check);
        Optional<WorkspaceUser> user = seen.found();
        if (user.isEmpty()) {
            return seen.evidence().map(Verification::gone).orElseGet(() -> Verification.unknown(seen.doubt()));
        }
        if (!user.get().bears(UserInspection.marker(credential, request))) {
            return Verification.foreign("the user does not bear our tag");
        }
        change.accept(run, id.get());
        return Verification.of(afterwards, List.of());
    }
}
