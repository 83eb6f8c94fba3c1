package io.meepa.credentials.provider.gworkspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meepa.credentials.spi.call.Tag;
import java.util.ArrayList;
import java.util.List;

/** How a user bears our tag: an external id of a custom type of ours (Directory API, User.externalIds, at most 2 KB). */
final class Marker {

    static final String CUSTOM_TYPE = "meepa-credentials";

    private static final int LONGEST = 200;

    private Marker() {}

    /** Returns the tag as a user bears it. */
    static String of(Tag tag) {
        return tag.fitted(LONGEST);
    }

    static ArrayNode externalIds(Tag tag) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        ids.addObject().put("type", "custom").put("customType", CUSTOM_TYPE).put("value", of(tag));
        return ids;
    }

    /** Returns every tag that a user bears. */
    static List<String> read(JsonNode user) {
        List<String> tags = new ArrayList<>();
        for (JsonNode id : user.path("externalIds")) {
            if (id.path("type").asText().equals("custom")
                    && id.path("customType").asText().equals(CUSTOM_TYPE)) {
                tags.add(id.path("value").asText());
            }
        }
        return List.copyOf(tags);
    }
}
