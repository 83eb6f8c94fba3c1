package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.UpstreamResource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes key, inbox and pod back, in this order. What does not bear our client id is not touched; what creation may have
 * made without our learning of it is looked for by client id.
 */
final class Revocation {

    private final MailApi api;
    private final RevokeRequest request;
    private boolean touched;

    Revocation(MailApi api, RevokeRequest request) {
        this.api = api;
        this.request = request;
    }

    RevocationResult carryOut() {
        Optional<String> pod = find(Kind.POD, AgentMailIssuer.POD_ID);
        Optional<String> inbox = find(Kind.INBOX, ItemKeys.INBOX_ID);
        pod.map(id -> new MailApi.KeyHome(MailSettings.Scope.POD, id))
                .or(() -> inbox.map(id -> new MailApi.KeyHome(MailSettings.Scope.INBOX, id)))
                .ifPresent(this::deleteKeys);
        inbox.ifPresent(id -> settle(api.deleteInbox(id)));
        pod.ifPresent(this::deletePod);
        return touched ? RevocationResult.revoked() : RevocationResult.alreadyGone();
    }

    /** Returns the id of our resource if it is there: as recorded, as stored, or else as listed under our client id. */
    private Optional<String> find(Kind kind, String itemKey) {
        Optional<String> known = recorded(kind).or(() -> stored(itemKey));
        if (known.isEmpty()) {
            return mayHaveMade(kind) ? listed(kind) : Optional.empty();
        }
        ApiAnswer answer = kind == Kind.POD ? api.pod(known.get()) : api.inbox(known.get());
        if (answer.absent()) {
            requireReach();
            return Optional.empty();
        }
        if (!MailApi.has(answer.required(), "client_id", clientId(kind))) {
            throw new ProviderRejectedException("AgentMail's " + kind.wireName() + " " + known.get()
                    + " does not bear our client id " + clientId(kind) + ": it was not touched");
        }
        return known;
    }

    /** A completed credential tells all there is; an interrupted creation may have made more than it recorded. */
    private boolean mayHaveMade(Kind kind) {
        return kind == Kind.INBOX || request.credential().isEmpty();
    }

    /** Out of our key's scope and absent look the same: "gone" is only said by a key that would see it. */
    private void requireReach() {
        JsonNode self = api.whoAmI().required();
        Optional<String> pod = recorded(Kind.POD)
                .or(() -> request.credential()
                        .flatMap(credential -> credential.metadata().text(Issuance.POD)));
        boolean reaches = MailApi.has(self, "scope_type", "organization")
                || (MailApi.has(self, "scope_type", "pod")
                        && pod.equals(Optional.of(self.path("pod_id").asText(""))));
        if (!reaches) {
            throw new ProviderRejectedException("the organisation's key at AgentMail does not reach the agent's inbox:"
                    + " use one of the organisation or of the pod it was made with");
        }
    }

    private Optional<String> listed(Kind kind) {
        String clientId = clientId(kind);
        List<JsonNode> found = kind == Kind.POD
                ? api.pods(pod -> MailApi.has(pod, "client_id", clientId))
                : api.inboxes(inbox -> MailApi.has(inbox, "client_id", clientId));
        String idField = kind == Kind.POD ? "pod_id" : "inbox_id";
        return found.stream()
                .map(node -> node.path(idField).asText(""))
                .filter(id -> !id.isEmpty())
                .findFirst();
    }

    private void deleteKeys(MailApi.KeyHome home) {
        String name = Kind.keyName(request.tag());
        Set<String> known = knownKeys();
        api
                .keys(
                        home,
                        key -> MailApi.has(key, "name", name)
                                || known.contains(key.path("api_key_id").asText("")))
                .stream()
                .map(key -> key.path("api_key_id").asText(""))
                .filter(id -> !id.isEmpty())
                .forEach(id -> settle(api.deleteKey(home, id)));
    }

    /** A key that was renewed has another name than the one that was made with the inbox. */
    private Set<String> knownKeys() {
        Set<String> known = new HashSet<>();
        request.resources().stream()
                .filter(resource -> resource.kind().equals(Kind.KEY.wireName()))
                .forEach(resource -> known.add(resource.id()));
        stored(ItemKeys.API_KEY_ID).ifPresent(known::add);
        return known;
    }

    private void deletePod(String id) {
        ApiAnswer answer = api.deletePod(id);
        for (Duration wait : Assumptions.POD_DELETION_WAITS) {
            if (!answer.code().equals("cannot_delete") || !api.run().pause(wait)) {
                break;
            }
            answer = api.deletePod(id);
        }
        settle(answer);
    }

    private void settle(ApiAnswer answer) {
        if (!answer.absent()) {
            answer.required();
            touched = true;
        }
    }

    private String clientId(Kind kind) {
        return kind.clientId(request.tag());
    }

    private Optional<String> recorded(Kind kind) {
        return request.resources().stream()
                .filter(resource -> resource.kind().equals(kind.wireName()))
                .map(UpstreamResource::id)
                .reduce((first, second) -> second);
    }

    private Optional<String> stored(String itemKey) {
        return request.credential()
                .flatMap(credential -> credential.item(itemKey))
                .map(item -> item.value().reveal());
    }
}
