package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ResourceSuspension;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.TaggedResource;
import io.meepa.credentials.spi.TokenRefresh;
import io.meepa.credentials.spi.Verification;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Issues users of one domain. */
final class WorkspaceIssuer implements CredentialIssuer {

    private final WorkspaceSettings settings;
    private final Directory directory;
    private final Supplier<Optional<String>> lack;
    private final MailboxAccess mailboxes;
    private final PasswordMaker passwords = new PasswordMaker();

    WorkspaceIssuer(
            WorkspaceSettings settings, Directory directory, MailboxAccess mailboxes, Supplier<Optional<String>> lack) {
        this.settings = settings;
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.lack = lack;
    }

    @Override
    public Optional<String> unavailable() {
        return lack.get();
    }

    @Override
    public String preview(IssueRequest request) {
        return "the user " + UserPlan.address(request, settings.domain()) + ", which takes a licence";
    }

    @Override
    public Issued issue(IssueRequest request) {
        return new UserIssue(directory.begin(), settings, passwords, request).issue();
    }

    @Override
    public Verification verify(AgentCredential credential, IssueRequest request) {
        return new UserInspection(directory.begin(), settings).verify(credential, request);
    }

    @Override
    public SecretRotation rotation() {
        return new PasswordRotation(directory::begin, passwords);
    }

    @Override
    public TokenRefresh refresh() {
        return new MailboxRefresh(mailboxes);
    }

    @Override
    public ResourceSuspension suspension() {
        return new UserSuspension(directory::begin, settings.onRevoke() == WorkspaceSettings.OnRevoke.SUSPEND);
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return new UserRevocation(directory.begin(), settings.onRevoke(), request).revoke();
    }

    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        return Optional.of(new UserInspection(directory.begin(), settings).inventory(namespace));
    }

    @Override
    public void close() {
        directory.close();
    }
}
