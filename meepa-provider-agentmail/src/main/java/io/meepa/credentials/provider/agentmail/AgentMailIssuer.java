package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.ApiEndpoint;
import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.AccountLookup;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.util.List;
import java.util.Optional;

/** Issues AgentMail's inboxes and keys; each piece of work has a class of its own and a run of its own. */
record AgentMailIssuer(MailSettings settings, ApiClient client) implements CredentialIssuer {

    /** The item that holds the upstream id of a pod. */
    static final String POD_ID = "pod_id";

    static AgentMailIssuer open(MailSettings settings, ProviderContext context) {
        ApiEndpoint access = () -> grant(settings);
        ApiClient client =
                ApiClient.open("AgentMail", context, settings.calls(), access, new MailErrors(settings.path()));
        return new AgentMailIssuer(settings, client);
    }

    @Override
    public Optional<String> unavailable() {
        return settings.organisationKey().available()
                ? Optional.empty()
                : Optional.of("AgentMail needs the organisation's key: "
                        + settings.organisationKey().describe()
                        + " is not set. Make a key in AgentMail's console and export it, or name another variable");
    }

    @Override
    public String preview(IssueRequest request) {
        return MailOrder.of(request, settings).phrase();
    }

    @Override
    public Issued issue(IssueRequest request) {
        MailOrder order = MailOrder.of(request, settings);
        return new InboxIssue(begin(request.guard()), order, request.checkpoint(), request.resumption()).carryOut();
    }

    @Override
    public Verification verify(AgentCredential credential, IssueRequest request) {
        return new InboxInspection(begin(request.guard()), MailOrder.of(request, settings), credential).carryOut();
    }

    @Override
    public Optional<SecretRotation> rotation() {
        return Optional.of(new KeyRotation(settings, this::begin));
    }

    @Override
    public Optional<ResourceSuspension> suspension() {
        return Optional.of(new InboxSuspension(this::begin));
    }

    /** The organisation. Its id is in what a key says of itself. */
    @Override
    public Optional<AccountLookup> account() {
        return Optional.of(guard -> begin(guard).organisation());
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return new InboxRevocation(begin(request.guard()), request).carryOut();
    }

    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        return Optional.of(new Inventory(begin(CallGuard.none()), namespace).list());
    }

    @Override
    public void close() {
        client.close();
    }

    private MailApi begin(CallGuard guard) {
        return new MailApi(client.begin(guard));
    }

    /** The key's beginning names its region; a configured address goes before. */
    private static ApiEndpoint.Grant grant(MailSettings settings) {
        Secret key = settings.organisationKey().read();
        BaseUrl regional = key.reveal().startsWith(MailAssumptions.EU_KEY) ? MailAssumptions.EU : MailAssumptions.US;
        return ApiEndpoint.Grant.bearer(settings.calls().baseUrl().orElse(regional), key);
    }
}
