package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Secret;
import io.meepa.credentials.provider.support.Access;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.TaggedResource;
import io.meepa.credentials.spi.Verification;
import java.util.List;
import java.util.Optional;

/** Issues AgentMail's inboxes and keys; each piece of work has a class of its own and a run of its own. */
record AgentMailIssuer(MailSettings settings, ApiClient client) implements CredentialIssuer {

    /** The item that holds the upstream id of a pod. */
    static final String POD_ID = "pod_id";

    static AgentMailIssuer open(MailSettings settings, ProviderContext context) {
        Access access = () -> grant(settings);
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
        return new Issuance(begin(), order, request.checkpoint(), request.resumption()).carryOut();
    }

    @Override
    public Verification verify(AgentCredential credential, IssueRequest request) {
        return new Inspection(begin(), MailOrder.of(request, settings), credential).carryOut();
    }

    @Override
    public SecretRotation rotation() {
        return new KeyRotation(settings, this::begin);
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return new Revocation(begin(), request).carryOut();
    }

    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        return Optional.of(new Inventory(begin(), namespace).list());
    }

    private MailApi begin() {
        return new MailApi(client.begin());
    }

    /** The key's beginning names its region; a configured address goes before. */
    private static Access.Grant grant(MailSettings settings) {
        Secret key = settings.organisationKey().read();
        BaseUrl regional = key.reveal().startsWith(Assumptions.EU_KEY) ? Assumptions.EU : Assumptions.US;
        return Access.Grant.bearer(settings.calls().baseUrl().orElse(regional), key);
    }
}
