package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Renewed;
import io.meepa.credentials.spi.Resumption;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.UpstreamResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives a user another password. A user has one, so the old ends with the call that sets the new: that is on record before,
 * and a repeat sets the same.
 */
record PasswordRotation(Supplier<DirectoryRun> runs, PasswordMaker passwords) implements SecretRotation {

    /** The kind of the record of a password that is to be set. Nothing upstream. */
    private static final String KIND = "planned-password";

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        DirectoryRun run = runs.get();
        WorkspaceUser user = user(run, current, request);
        Secret password = planned(request, user.id());
        run.password(user.id(), password);
        return new Renewed(
                List.of(new CredentialItem(ItemKeys.PASSWORD, password, ItemType.PASSWORD)),
                Metadata.empty(),
                List.of(),
                "the old password ended at once: Google keeps one a user");
    }

    /** Nothing to take back: a password that was replaced is of no use. */
    @Override
    public RevocationResult retire(RevokeRequest request) {
        return RevocationResult.alreadyGone();
    }

    private static WorkspaceUser user(DirectoryRun run, AgentCredential current, IssueRequest request) {
        Optional<WorkspaceUser> user = UserRevocation.id(current).findFirst().flatMap(run::findSeen);
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
