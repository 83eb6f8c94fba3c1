package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormField;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.gateway.http.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was filled into a form: <code>{"values": {field: text}}</code>. */
final class FormBody {

    private FormBody() {}

    static FormValues read(ObjectNode body, CredentialForm form) {
        Set<String> known = form.fields().stream().map(FormField::name).collect(Collectors.toSet());
        Map<String, Secret> values = new LinkedHashMap<>();
        Map<String, String> problems = new LinkedHashMap<>();
        if (!(body.path("values") instanceof ObjectNode filled)) {
            throw new Refusal(Map.of("values", "must be an object of texts by field"));
        }
        filled.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!known.contains(entry.getKey())) {
                problems.put("values", "holds a field that this form does not have");
            } else if (!value.isTextual()) {
                problems.put(entry.getKey(), "must be a text");
            } else if (!CredentialBody.keeps(value.asText())) {
                problems.put(entry.getKey(), CredentialBody.UNKEPT);
            } else if (!value.asText().isEmpty()) {
                values.put(entry.getKey(), Secret.of(value.asText()));
            }
        });
        if (!problems.isEmpty()) {
            throw new Refusal(problems);
        }
        return FormValues.of(values);
    }
}
