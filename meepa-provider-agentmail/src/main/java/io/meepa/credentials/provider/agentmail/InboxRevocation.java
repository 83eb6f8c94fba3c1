package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes key, inbox and pod back, in this order. What does not bear our client id is not touched; what creation may have
 * made without our learning of it is looked for by client id.
 */
final class InboxRevocation {

    private final MailApi api;
    private final RevokeRequest request;
    private final MailSearch search;
    private final List<Evidence.Look> looks = new ArrayList<>();
    private Optional<String> account = Optional.empty();
    private boolean touched;

    InboxRevocation(MailApi api, RevokeRequest request) {
        this.api = api;
        this.request = request;
        this.search = search(api, request);
    }

    RevocationResult carryOut() {
        Optional<String> pod = find(ResourceKind.POD, AgentMailIssuer.POD_ID);
        Optional<String> inbox = find(ResourceKind.INBOX, ItemKeys.INBOX_ID);
        pod.map(id -> new MailApi.KeyHome(MailSettings.Scope.POD, id))
                .or(() -> inbox.map(id -> new MailApi.KeyHome(MailSettings.Scope.INBOX, id)))
                .ifPresent(this::deleteKeys);
        inbox.ifPresent(id -> settle(ResourceKind.INBOX, id, api.deleteInbox(id)));
        pod.ifPresent(this::deletePod);
        Evidence evidence = account.map(Evidence.of(looks)::onAccount).orElse(Evidence.of(looks));
        return touched ? RevocationResult.revoked(evidence) : RevocationResult.alreadyGone(evidence);
    }

    /** Returns the id of our resource if it is there: as recorded, as stored, or else as listed under our client id. */
    private Optional<String> find(ResourceKind kind, String itemKey) {
        Optional<String> known = recorded(kind).or(() -> stored(itemKey));
        if (known.isEmpty() && !mayHaveMade(kind)) {
            return Optional.empty();
        }
        Sighting<JsonNode> seen = known.map(id -> search.byId(kind, id, request.tag()))
                .orElseGet(() -> search.byTag(kind, request.tag()));
        Optional<JsonNode> found = seen.settled();
        seen.evidence().ifPresent(this::note);
        if (found.isPresent() && !MailApi.has(found.get(), "client_id", clientId(kind))) {
            throw new ProviderRejectedException("AgentMail's " + kind.wireName() + " " + known.orElse("")
                    + " does not bear our client id " + clientId(kind) + ": it was not touched");
        }
        found.ifPresent(node -> note(api.shown("show the " + kind.wireName() + ": it bears " + clientId(kind))));
        return found.map(node -> node.path(kind.idField()).asText(""));
    }

    private void note(Evidence evidence) {
        looks.addAll(evidence.looks());
        account = account.or(evidence::account);
    }

    /** A completed credential names all there is; an interrupted creation may have made more than it recorded. */
    private boolean mayHaveMade(ResourceKind kind) {
        return kind == ResourceKind.INBOX || request.credential().isEmpty();
    }

    private void deleteKeys(MailApi.KeyHome home) {
        String name = ResourceKind.keyName(request.tag());
        Set<String> known = knownKeys();
        api
                .keys(
                        home,
                        MailApi.Order.NEWEST_FIRST,
                        key -> MailApi.has(key, "name", name)
                                || known.contains(key.path("api_key_id").asText("")))
                .stream()
                .map(key -> key.path("api_key_id").asText(""))
                .filter(id -> !id.isEmpty())
                .forEach(id -> deleteKey(home, id));
    }

    /** A key that a delete does not find any more goes with its inbox or pod. */
    private void deleteKey(MailApi.KeyHome home, String id) {
        ApiAnswer answer = api.deleteKey(home, id);
        if (!answer.absent()) {
            answer.required();
            touched = true;
        }
    }

    /** A key that was renewed has another name than the one that was made with the inbox. */
    private Set<String> knownKeys() {
        Set<String> known = new HashSet<>();
        request.resources().stream()
                .filter(resource -> resource.kind().equals(ResourceKind.KEY.wireName()))
                .forEach(resource -> known.add(resource.id()));
        stored(ItemKeys.API_KEY_ID).ifPresent(known::add);
        return known;
    }

    private void deletePod(String id) {
        ApiAnswer answer = api.deletePod(id);
        for (Duration wait : MailAssumptions.POD_DELETION_WAITS) {
            if (!answer.code().equals("cannot_delete") || !api.run().pause(wait)) {
                break;
            }
            answer = api.deletePod(id);
        }
        settle(ResourceKind.POD, id, answer);
    }

    /** What was there a moment ago and is not now has been deleted, by us or by others, if it stays so. */
    private void settle(ResourceKind kind, String id, ApiAnswer answer) {
        if (!answer.absent()) {
            answer.required();
            note(api.shown("delete the " + kind.wireName() + ": done"));
            touched = true;
            return;
        }
        Sighting<JsonNode> seen = search.byId(kind, id, request.tag());
        if (seen.settled().isPresent()) {
            throw new ProviderUnavailableException("AgentMail answers that the " + kind.wireName() + " " + id
                    + " is not there, and shows it: it was not deleted. The next run tries again");
        }
        seen.evidence().ifPresent(this::note);
    }

    private static MailSearch search(MailApi api, RevokeRequest request) {
        Optional<String> recordedPod = request.resources().stream()
                .filter(resource -> resource.kind().equals(ResourceKind.POD.wireName()))
                .map(UpstreamResource::id)
                .findFirst();
        return request.credential()
                .map(credential -> MailSearch.of(api, credential))
                .orElseGet(() -> new MailSearch(api, Optional.empty(), recordedPod, false));
    }

    private String clientId(ResourceKind kind) {
        return kind.clientId(request.tag());
    }

    private Optional<String> recorded(ResourceKind kind) {
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
