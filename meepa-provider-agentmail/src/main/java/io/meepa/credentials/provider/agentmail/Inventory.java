package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.spi.call.TaggedResource;
import java.util.ArrayList;
import java.util.List;

/** Lists pods and inboxes of a namespace. Keys are not listed: they die with their inbox or pod. */
record Inventory(MailApi api, String namespace) {

    List<TaggedResource> list() {
        List<TaggedResource> found = new ArrayList<>();
        api.pods(MailApi.Order.NEWEST_FIRST, pod -> ours(ResourceKind.POD, pod))
                .forEach(pod -> found.add(tagged(ResourceKind.POD, pod)));
        api.inboxes(MailApi.Order.NEWEST_FIRST, inbox -> ours(ResourceKind.INBOX, inbox))
                .forEach(inbox -> found.add(tagged(ResourceKind.INBOX, inbox)));
        return found;
    }

    private boolean ours(ResourceKind kind, JsonNode node) {
        return kind.tagOf(node.path("client_id").asText("")).startsWith(namespace + ".");
    }

    private static TaggedResource tagged(ResourceKind kind, JsonNode node) {
        String id = node.path(kind == ResourceKind.POD ? "pod_id" : "inbox_id").asText("");
        String tag = kind.tagOf(node.path("client_id").asText(""));
        return new TaggedResource(kind.resource(id), tag, node.path("status").asText("active"));
    }
}
