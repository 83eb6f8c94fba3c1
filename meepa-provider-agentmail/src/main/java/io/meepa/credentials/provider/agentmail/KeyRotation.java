package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Creates a second key beside the one in use, named by the rotation's own tag, and later deletes the first by its id. Inbox and
 * pod stay as they are.
 */
record KeyRotation(MailSettings settings, Function<CallGuard, MailApi> runs) implements SecretRotation {

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        MailApi api = runs.apply(request.guard());
        Home home = Home.of(current);
        if (home.seek(MailSearch.of(api, current), tag(current, request))
                .settled()
                .isEmpty()) {
            throw new ProviderRejectedException(
                    "AgentMail does not have the inbox of agent " + request.agent() + " any more: reconcile");
        }
        MailOrder order = MailOrder.of(request, settings);
        KeyStep.Key key = new KeyStep(api, order, request.checkpoint(), request.resumption()).reach(home.keys());
        Renewed renewed = Renewed.of(items(key))
                .withMetadata(metadata())
                .replacing(replaced(current, key))
                .withDetail(key.remark());
        return key.expiresAt().map(renewed::expiringAt).orElse(renewed);
    }

    @Override
    public boolean works(AgentCredential renewed, CallGuard guard) {
        ApiAnswer answer = runs.apply(guard).whoAmI(renewed.secret(ItemKeys.API_KEY));
        if (!answer.done() && answer.status() != 401 && answer.status() != 403) {
            answer.required();
        }
        return answer.done();
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        MailApi api = runs.apply(request.guard());
        AgentCredential credential = request.credential()
                .orElseThrow(() -> new ProviderRejectedException("without the credential there is no telling where the"
                        + " replaced key lives: delete it in AgentMail's console"));
        MailSearch search = MailSearch.of(api, credential);
        Home home = Home.of(credential);
        Sighting<JsonNode> seen = home.seek(search, request.tag());
        if (seen.settled().isEmpty()) {
            return RevocationResult.alreadyGone(seen.evidence().orElseThrow());
        }
        List<Evidence> looks = new ArrayList<>();
        boolean deleted = false;
        for (UpstreamResource resource : request.resources()) {
            if (resource.kind().equals(ResourceKind.KEY.wireName())) {
                deleted |= deleted(api, search, home.keys(), resource.id(), looks);
            }
        }
        Evidence all = looks.stream()
                .reduce(Evidence::and)
                .orElseGet(() -> Evidence.recorded(api.run().now(), "no replaced key is on record"));
        return deleted ? RevocationResult.revoked(all) : RevocationResult.alreadyGone(all);
    }

    private static boolean deleted(
            MailApi api, MailSearch search, MailApi.KeyHome home, String id, List<Evidence> looks) {
        ApiAnswer answer = api.deleteKey(home, id);
        if (!answer.absent()) {
            answer.required();
            looks.add(api.shown("delete the replaced key " + id + ": done"));
            return true;
        }
        Sighting<JsonNode> listed = search.key(home, id);
        if (listed.settled().isPresent()) {
            throw new ProviderUnavailableException("AgentMail answers that the replaced key is not there, and lists it:"
                    + " it was not deleted. The next run tries again");
        }
        listed.evidence().ifPresent(looks::add);
        return false;
    }

    private static List<CredentialItem> items(KeyStep.Key key) {
        return List.of(
                new CredentialItem(ItemKeys.API_KEY, key.value(), ItemType.API_TOKEN),
                CredentialItem.shown(ItemKeys.API_KEY_ID, key.id()));
    }

    private Metadata metadata() {
        return Metadata.empty().with("permissions", String.join(",", settings.permissions()));
    }

    private static List<UpstreamResource> replaced(AgentCredential current, KeyStep.Key key) {
        return current.item(ItemKeys.API_KEY_ID).map(item -> item.value().reveal()).stream()
                .filter(id -> !id.equals(key.id()))
                .map(ResourceKind.KEY::resource)
                .toList();
    }

    /** The tag that the inbox was made with; the request's is the rotation's. */
    private static Tag tag(AgentCredential credential, IssueRequest request) {
        return credential.tag().map(Tag::new).orElse(request.tag());
    }

    /** Where a credential's keys live, and what has to be ours for them to be. */
    private record Home(ResourceKind kind, String id, MailApi.KeyHome keys) {

        static Home of(AgentCredential credential) {
            return credential
                    .item(AgentMailIssuer.POD_ID)
                    .map(pod -> new Home(
                            ResourceKind.POD,
                            pod.value().reveal(),
                            new MailApi.KeyHome(
                                    MailSettings.Scope.POD, pod.value().reveal())))
                    .orElseGet(() -> ofInbox(credential));
        }

        private static Home ofInbox(AgentCredential credential) {
            String inbox = credential
                    .item(ItemKeys.INBOX_ID)
                    .map(item -> item.value().reveal())
                    .orElseThrow(() -> new ProviderRejectedException(
                            "the stored credential has no " + ItemKeys.INBOX_ID + ": its key cannot be renewed"));
            return new Home(ResourceKind.INBOX, inbox, new MailApi.KeyHome(MailSettings.Scope.INBOX, inbox));
        }

        /** Looks for it; refuses one that is not ours. */
        Sighting<JsonNode> seek(MailSearch search, Tag tag) {
            Sighting<JsonNode> seen = search.byId(kind, id, tag);
            if (seen.found()
                    .filter(node -> !MailApi.has(node, "client_id", kind.clientId(tag)))
                    .isPresent()) {
                throw new ProviderRejectedException("AgentMail's " + kind.wireName() + " " + id
                        + " does not bear our client id " + kind.clientId(tag) + ": its keys were not touched");
            }
            return seen;
        }
    }
}
