package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.ApiRequest;
import io.meepa.credentials.provider.support.ApiRun;
import io.meepa.credentials.report.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** AgentMail's calls, as far as they are needed here. */
record MailApi(ApiRun run) {

    private static final String V = MailAssumptions.VERSION;

    /** Returns evidence of what AgentMail showed or did. */
    Evidence shown(String finding) {
        return Evidence.shown(run.now(), finding);
    }

    /** Returns the id of the organisation that the configured key belongs to. */
    String organisation() {
        return whoAmI().id("organization_id");
    }

    ApiAnswer whoAmI() {
        return run.send(ApiRequest.get("say whose key the organisation's is", V, "auth", "me"));
    }

    ApiAnswer whoAmI(Secret agentKey) {
        return run.send(
                ApiRequest.get("say whose key the agent's is", V, "auth", "me").as(agentKey));
    }

    ApiAnswer createPod(String clientId) {
        ObjectNode body = object().put("name", clientId).put("client_id", clientId);
        return run.send(ApiRequest.post("create the pod", V, "pods").json(body).repeatable());
    }

    ApiAnswer pod(String id) {
        return run.send(ApiRequest.get("show the pod", V, "pods", id));
    }

    ApiAnswer deletePod(String id) {
        return run.send(ApiRequest.delete("delete the pod", V, "pods", id));
    }

    List<JsonNode> pods(Order order, Predicate<JsonNode> wanted) {
        return list(order.of(ApiRequest.get("list the pods", V, "pods")), "pods", wanted);
    }

    /** Unrestricted to a pod if that is blank. */
    ApiAnswer createInbox(ObjectNode body, String podId) {
        String purpose = "create the inbox";
        ApiRequest request = podId.isEmpty()
                ? ApiRequest.post(purpose, V, "inboxes")
                : ApiRequest.post(purpose, V, "pods", podId, "inboxes");
        return run.send(request.json(body).repeatable());
    }

    ApiAnswer inbox(String id) {
        return run.send(ApiRequest.get("show the inbox", V, "inboxes", id));
    }

    /** Pauses an inbox, or resumes it. Safe to repeat. */
    ApiAnswer pause(String id, boolean paused) {
        ObjectNode body = object().put("status", paused ? "paused" : "active");
        return run.send(ApiRequest.patch(paused ? "pause the inbox" : "resume the inbox", V, "inboxes", id)
                .json(body));
    }

    ApiAnswer deleteInbox(String id) {
        return run.send(ApiRequest.delete("delete the inbox", V, "inboxes", id));
    }

    List<JsonNode> inboxes(Order order, Predicate<JsonNode> wanted) {
        return list(order.of(ApiRequest.get("list the inboxes", V, "inboxes")), "inboxes", wanted);
    }

    /** Not repeated by the client: AgentMail would make a second key. */
    ApiAnswer createKey(KeyHome home, String name, List<String> permissions) {
        ObjectNode flags = object();
        permissions.forEach(flag -> flags.put(flag, true));
        ObjectNode body = object().put("name", name).set("permissions", flags);
        return run.send(ApiRequest.post("create the key", home.path()).json(body));
    }

    List<JsonNode> keys(KeyHome home, Order order, Predicate<JsonNode> wanted) {
        return list(order.of(ApiRequest.get("list the keys", home.path())), "api_keys", wanted);
    }

    ApiAnswer deleteKey(KeyHome home, String id) {
        return run.send(ApiRequest.delete("delete the key", home.path(id)));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static boolean has(JsonNode node, String field, String text) {
        return node.path(field).asText("").equals(text);
    }

    /** A page may be empty and still not be the last. */
    private List<JsonNode> list(ApiRequest first, String field, Predicate<JsonNode> wanted) {
        List<JsonNode> found = new ArrayList<>();
        ApiRequest request = first.query("limit", MailAssumptions.PAGE_SIZE);
        for (int page = 0; page < MailAssumptions.MOST_PAGES; page++) {
            JsonNode body = run.send(request).required();
            if (!body.path(field).isArray()) {
                throw new ProviderUnavailableException("AgentMail answered a listing without " + field);
            }
            body.path(field).forEach(node -> {
                if (wanted.test(node)) {
                    found.add(node);
                }
            });
            String next = body.path("next_page_token").asText("");
            if (next.isEmpty()) {
                return found;
            }
            request = first.query("limit", MailAssumptions.PAGE_SIZE).query("page_token", next);
        }
        throw new ProviderUnavailableException("AgentMail's listing of " + field + " has no end");
    }

    /** Which end of a listing comes first: the two are different questions to the service. */
    enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST;

        ApiRequest of(ApiRequest listing) {
            return this == OLDEST_FIRST ? listing.query("ascending", "true") : listing;
        }
    }

    /** Where keys of a scope live. */
    record KeyHome(MailSettings.Scope scope, String id) {

        /** Returns the pod, if keys of this home reach one. */
        Optional<String> pod() {
            return scope == MailSettings.Scope.POD ? Optional.of(id) : Optional.empty();
        }

        String[] path() {
            return new String[] {V, scope == MailSettings.Scope.POD ? "pods" : "inboxes", id, "api-keys"};
        }

        String[] path(String keyId) {
            return new String[] {V, scope == MailSettings.Scope.POD ? "pods" : "inboxes", id, "api-keys", keyId};
        }
    }
}
