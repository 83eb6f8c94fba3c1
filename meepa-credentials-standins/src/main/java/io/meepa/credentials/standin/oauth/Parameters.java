package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Json;
import io.meepa.credentials.standin.Query;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a request, JSON or form by what it says it is. */
final class Parameters {

    private Parameters() {}

    static boolean json(Call call) {
        return call.header("content-type").orElse("").equals("application/json");
    }

    static Map<String, String> read(Call call) {
        if (!json(call)) {
            return Query.parse(call.body());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Json.read(call.body()).orElse(Map.of()).forEach((name, value) -> fields.put(name, String.valueOf(value)));
        return fields;
    }
}
