package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.ResourceSuspension;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Locks users out and lets them in again. The directory shows a change only after a while, so what counts is that it took
 * the change. One that does not bear our tag is left as it is. Signing out needs a scope of its own, so that is done where
 * revoking needs it too.
 */
record UserSuspension(Supplier<DirectoryRun> runs, boolean signsOut) implements ResourceSuspension {

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
        DirectoryRun run = runs.get();
        Optional<WorkspaceUser> user = run.findSeen(id.get());
        if (user.isEmpty()) {
            return new Verification(State.GONE, List.of());
        }
        if (!user.get().bears(UserInspection.marker(credential, request))) {
            return new Verification(State.FOREIGN, List.of("the user does not bear our tag"));
        }
        change.accept(run, id.get());
        return new Verification(afterwards, List.of());
    }
}
