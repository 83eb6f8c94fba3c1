package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;

/** The kinds of resources at AgentMail, and how each bears a tag. */
enum ResourceKind {
    POD("pod"),
    INBOX("inbox"),
    KEY("api_key");

    private final String wireName;

    ResourceKind(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** What people call several. */
    String plural() {
        return this == INBOX ? "inboxes" : wireName + "s";
    }

    /** The field that holds the id. */
    String idField() {
        return wireName + "_id"; // pod_id, inbox_id, api_key_id
    }

    UpstreamResource resource(String id) {
        return new UpstreamResource(wireName, id);
    }

    /** One client id must not be used for two kinds, so the kind ends it. */
    String clientId(Tag tag) {
        return tag.fitted(MailAssumptions.LONGEST_TAG) + suffix();
    }

    /** Returns the tag's text within a client id, or an empty text if it is no client id of this kind. */
    String tagOf(String clientId) {
        return clientId.endsWith(suffix()) ? clientId.substring(0, clientId.length() - suffix().length()) : "";
    }

    static String keyName(Tag tag) {
        return tag.fitted(MailAssumptions.LONGEST_KEY_NAME);
    }

    private String suffix() {
        return "." + wireName;
    }
}
