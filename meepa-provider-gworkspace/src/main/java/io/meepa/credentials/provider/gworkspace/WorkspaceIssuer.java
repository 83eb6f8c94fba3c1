package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.AccountLookup;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.spi.provider.SecretRotation;
import io.meepa.credentials.spi.provider.TokenRefresh;
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
        return new UserIssue(directory.begin(request.guard()), settings, passwords, request).issue();
    }

    @Override
    public Verification verify(AgentCredential credential, IssueRequest request) {
        return new UserInspection(directory.begin(request.guard()), settings).verify(credential, request);
    }

    @Override
    public Optional<SecretRotation> rotation() {
        return Optional.of(new PasswordRotation(directory::begin, settings.domain(), passwords));
    }

    @Override
    public Optional<TokenRefresh> refresh() {
        return Optional.of(new MailboxAccess.Refresh(mailboxes));
    }

    @Override
    public Optional<ResourceSuspension> suspension() {
        boolean signsOut = settings.onRevoke() == WorkspaceSettings.OnRevoke.SUSPEND;
        return Optional.of(new UserSuspension(directory::begin, settings.domain(), signsOut));
    }

    /** The customer that the domain belongs to. */
    @Override
    public Optional<AccountLookup> account() {
        return Optional.of(guard -> directory
                .begin(guard)
                .customer()
                .orElseThrow(() -> new ProviderUnavailableException(
                        "Google Workspace does not say which customer " + settings.domain() + " belongs to")));
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return new UserRevocation(directory.begin(request.guard()), settings, request).revoke();
    }

    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        return Optional.of(new UserInspection(directory.begin(CallGuard.none()), settings).inventory(namespace));
    }

    @Override
    public void close() {
        directory.close();
    }
}
