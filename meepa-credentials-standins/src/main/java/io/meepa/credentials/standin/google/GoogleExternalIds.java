package io.meepa.credentials.standin.google;

import io.meepa.credentials.standin.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ids under which other systems know a user: room for a mark of ours (provider API notes §3.1). */
final class GoogleExternalIds {

    private GoogleExternalIds() {}

    static Map<String, String> byType(GoogleUser user) {
        Map<String, String> byType = new LinkedHashMap<>();
        for (Object entry : (List<?>) user.fields().getOrDefault("externalIds", List.of())) {
            if (entry instanceof Map<?, ?> id) {
                Map<String, Object> parts = Json.object(id);
                Object type = parts.getOrDefault("customType", parts.getOrDefault("type", ""));
                byType.put(String.valueOf(type), String.valueOf(parts.getOrDefault("value", "")));
            }
        }
        return byType;
    }
}
