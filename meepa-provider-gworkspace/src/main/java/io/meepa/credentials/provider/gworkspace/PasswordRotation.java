package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives a user another password. A user has one, so the old ends with the call that sets the new: that is on record before,
 * and a repeat sets the same.
 */
record PasswordRotation(Function<CallGuard, DirectoryRun> runs, String domain, PasswordMaker passwords)
        implements SecretRotation {

    /** The kind of the record of a password that is to be set. Nothing upstream. */
    private static final String KIND = "planned-password";

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        DirectoryRun run = runs.apply(request.guard());
        WorkspaceUser user = user(run, current, request);
        Secret password = planned(request, user.id());
        run.password(user.id(), password);
        return Renewed.of(List.of(new CredentialItem(ItemKeys.PASSWORD, password, ItemType.PASSWORD)))
                .withDetail("the old password ended at once: Google keeps one a user");
    }

    /** Nothing to take back: a password that was replaced is of no use. */
    @Override
    public RevocationResult retire(RevokeRequest request) {
        return RevocationResult.alreadyGone(
                runs.apply(request.guard()).recorded("none was needed: the new password ended the old one"));
    }

    private WorkspaceUser user(DirectoryRun run, AgentCredential current, IssueRequest request) {
        UserAccount account = new UserAccount(run, domain, Optional.of(current));
        Optional<WorkspaceUser> user = UserRevocation.id(current)
                .findFirst()
                .flatMap(id -> run.seek(id, account::check).settled());
        String marker = current.metadata().text(UserIssue.MARKER).orElseGet(() -> Marker.of(request.tag()));
        if (user.isEmpty() || !user.get().bears(marker)) {
            throw new ProviderRejectedException("the user of agent " + request.agent()
                    + " is gone or does not bear our tag, and was not touched: reconcile to see which");
        }
        return user.get();
    }

    private Secret planned(IssueRequest request, String id) {
        Optional<Secret> earlier = request.resumption()
                .map(Resumption::secrets)
                .flatMap(secrets -> Optional.ofNullable(secrets.get(ItemKeys.PASSWORD)));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Secret password = passwords.password();
        request.checkpoint().reached(new UpstreamResource(KIND, id), Map.of(ItemKeys.PASSWORD, password));
        return password;
    }
}
