package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.spi.call.Checkpoint;
import java.util.Optional;
import java.util.Set;

/** Creates the inbox, or finds it: only the echo of our client id proves that one is ours. */
final class InboxStep {

    /** Refusals that may hide our own inbox of an earlier attempt: the plan's limit is checked before the client id. */
    private static final Set<String> MAYBE_OURS = Set.of("already_exists", "limit_exceeded");

    private final MailApi api;
    private final MailOrder order;
    private final Checkpoint checkpoint;
    private final Optional<String> known;
    private final String clientId;

    InboxStep(MailApi api, MailOrder order, Checkpoint checkpoint, Optional<String> known) {
        this.api = api;
        this.order = order;
        this.checkpoint = checkpoint;
        this.known = known;
        this.clientId = ResourceKind.INBOX.clientId(order.tag());
    }

    Inbox reach(Optional<String> pod) {
        Optional<Inbox> recorded = known.flatMap(id -> recorded(id, pod));
        if (recorded.isPresent()) {
            return recorded.get();
        }
        Inbox inbox = created(pod);
        checkpoint.reached(ResourceKind.INBOX.resource(inbox.id()));
        return inbox;
    }

    /** One 404 does not take an inbox off the record: another is made only once this one is proved to be gone. */
    private Optional<Inbox> recorded(String id, Optional<String> pod) {
        Sighting<JsonNode> seen =
                new MailSearch(api, Optional.empty(), pod, false).byId(ResourceKind.INBOX, id, order.tag());
        Optional<JsonNode> inbox = seen.settled();
        seen.evidence().ifPresent(evidence -> checkpoint.gone(ResourceKind.INBOX.resource(id), evidence));
        return inbox.map(node -> checked(node, id, pod, true));
    }

    private Inbox created(Optional<String> pod) {
        ApiAnswer answer = api.createInbox(body(), pod.orElse(""));
        if (answer.done()) {
            return checked(answer, pod, false);
        }
        if (MAYBE_OURS.contains(answer.code())) {
            ApiAnswer there = api.inbox(order.address());
            if (there.done() && MailApi.has(there.body(), "client_id", clientId)) {
                return checked(there, pod, true);
            }
        }
        throw answer.refusal("");
    }

    private ObjectNode body() {
        ObjectNode body = MailApi.object()
                .put("username", order.localPart())
                .put("domain", order.settings().domain())
                .put("client_id", clientId);
        order.settings().displayName().ifPresent(name -> body.put("display_name", name));
        return body;
    }

    /** A client id that was used before returns what was made then, whatever is asked for now. */
    private Inbox checked(ApiAnswer answer, Optional<String> pod, boolean found) {
        JsonNode inbox = answer.required();
        return checked(inbox, answer.id("inbox_id"), pod, found);
    }

    private Inbox checked(JsonNode inbox, String id, Optional<String> pod, boolean found) {
        if (!MailApi.has(inbox, "client_id", clientId)) {
            throw new ProviderIndeterminateException(
                    "AgentMail answered with an inbox that does not bear the client id " + clientId
                            + ": it is left alone; look for it in AgentMail's console");
        }
        String address = inbox.path("email").asText("");
        if (!address.equalsIgnoreCase(order.address())) {
            throw new ProviderRejectedException("AgentMail holds " + clientId + " under another address than "
                    + order.address() + ": the prefix or domain was changed half-way; change it back");
        }
        if (pod.isPresent() && !MailApi.has(inbox, "pod_id", pod.get())) {
            throw new ProviderRejectedException("AgentMail holds " + order.address()
                    + " in another pod than the agent's: scope was changed half-way; change it back");
        }
        Optional<String> account =
                Optional.of(inbox.path("organization_id").asText("")).filter(text -> !text.isEmpty());
        return new Inbox(id, address, inbox.path("pod_id").asText(""), found, account);
    }

    /** The inbox; found if it was there before this run. */
    record Inbox(String id, String address, String pod, boolean found, Optional<String> account) {}
}
