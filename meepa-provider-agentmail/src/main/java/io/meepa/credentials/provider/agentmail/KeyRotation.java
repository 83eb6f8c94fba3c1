package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Renewed;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.UpstreamResource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a second key beside the one in use, named by the rotation's own tag, and later deletes the first by its id. Inbox and
 * pod stay as they are.
 */
record KeyRotation(MailSettings settings, Supplier<MailApi> runs) implements SecretRotation {

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        MailApi api = runs.get();
        Home home = Home.of(current);
        if (!home.present(api, tag(current, request))) {
            throw new ProviderRejectedException("AgentMail does not have the inbox of agent " + request.agent()
                    + " any more, or the organisation's key does not reach it: reconcile to see which");
        }
        MailOrder order = MailOrder.of(request, settings);
        KeyStep.Key key = new KeyStep(api, order, request.checkpoint(), request.resumption()).reach(home.keys());
        return new Renewed(items(key), metadata(), replaced(current, key), key.remark());
    }

    @Override
    public boolean works(AgentCredential renewed) {
        ApiAnswer answer = runs.get().whoAmI(renewed.secret(ItemKeys.API_KEY));
        if (!answer.done() && answer.status() != 401 && answer.status() != 403) {
            answer.required();
        }
        return answer.done();
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        MailApi api = runs.get();
        Optional<Home> home = request.credential().map(Home::of);
        if (home.isEmpty() || !home.get().present(api, request.tag())) {
            return RevocationResult.alreadyGone();
        }
        boolean deleted = false;
        for (UpstreamResource resource : request.resources()) {
            if (resource.kind().equals(Kind.KEY.wireName())) {
                deleted |= deleted(api.deleteKey(home.get().keys(), resource.id()));
            }
        }
        return deleted ? RevocationResult.revoked() : RevocationResult.alreadyGone();
    }

    private static boolean deleted(ApiAnswer answer) {
        if (answer.absent()) {
            return false;
        }
        answer.required();
        return true;
    }

    private static List<CredentialItem> items(KeyStep.Key key) {
        return List.of(
                new CredentialItem(ItemKeys.API_KEY, key.value(), ItemType.API_TOKEN),
                new CredentialItem(ItemKeys.API_KEY_ID, Secret.of(key.id()), ItemType.OTHER));
    }

    private Metadata metadata() {
        return Metadata.empty().with("permissions", String.join(",", settings.permissions()));
    }

    private static List<UpstreamResource> replaced(AgentCredential current, KeyStep.Key key) {
        return current.item(ItemKeys.API_KEY_ID).map(item -> item.value().reveal()).stream()
                .filter(id -> !id.equals(key.id()))
                .map(Kind.KEY::resource)
                .toList();
    }

    /** The tag that the inbox was made with; the request's is the rotation's. */
    private static Tag tag(AgentCredential credential, IssueRequest request) {
        return credential.metadata().text("tag").map(Tag::new).orElse(request.tag());
    }

    /** Where a credential's keys live, and what has to be ours for them to be. */
    private record Home(Kind kind, String id, MailApi.KeyHome keys) {

        static Home of(AgentCredential credential) {
            return credential
                    .item(AgentMailIssuer.POD_ID)
                    .map(pod -> new Home(
                            Kind.POD,
                            pod.value().reveal(),
                            new MailApi.KeyHome(
                                    MailSettings.Scope.POD, pod.value().reveal())))
                    .orElseGet(() -> ofInbox(credential));
        }

        private static Home ofInbox(AgentCredential credential) {
            String inbox = credential
                    .item(ItemKeys.INBOX_ID)
                    .map(item -> item.value().reveal())
                    .orElseThrow(() -> new ProviderRejectedException("the stored credential has no " + ItemKeys.INBOX_ID
                            + ": its key cannot be renewed. Deprovision the agent"));
            return new Home(Kind.INBOX, inbox, new MailApi.KeyHome(MailSettings.Scope.INBOX, inbox));
        }

        /** Returns false if it is not there; refuses one that is not ours. */
        boolean present(MailApi api, Tag tag) {
            ApiAnswer answer = kind == Kind.POD ? api.pod(id) : api.inbox(id);
            if (answer.absent()) {
                return false;
            }
            if (!MailApi.has(answer.required(), "client_id", kind.clientId(tag))) {
                throw new ProviderRejectedException("AgentMail's " + kind.wireName() + " " + id
                        + " does not bear our client id " + kind.clientId(tag) + ": its keys were not touched");
            }
            return true;
        }
    }
}
