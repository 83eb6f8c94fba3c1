package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.UpstreamResource;

/** The kinds of resources at AgentMail, and how each bears a tag. */
enum Kind {
    POD("pod"),
    INBOX("inbox"),
    KEY("api_key");

    private final String wireName;

    Kind(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    UpstreamResource resource(String id) {
        return new UpstreamResource(wireName, id);
    }

    /** One client id must not be used for two kinds, so the kind ends it. */
    String clientId(Tag tag) {
        return tag.fitted(Assumptions.LONGEST_TAG) + suffix();
    }

    /** Returns the tag's text within a client id, or an empty text if it is no client id of this kind. */
    String tagOf(String clientId) {
        return clientId.endsWith(suffix()) ? clientId.substring(0, clientId.length() - suffix().length()) : "";
    }

    static String keyName(Tag tag) {
        return tag.fitted(Assumptions.LONGEST_KEY_NAME);
    }

    private String suffix() {
        return "." + wireName;
    }
}
