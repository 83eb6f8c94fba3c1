package io.meepa.examples.gateway.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FieldChoice;
import io.meepa.credentials.form.FormField;
import java.util.List;
import java.util.Locale;

/** What people see of forms. */
public final class FormViews {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FormViews() {}

    /**
     * Returns a form as JSON.
     *
     * @param form the form
     * @return its fields, and which of them are alternatives
     */
    public static ObjectNode form(CredentialForm form) {
        ObjectNode view = NODES.objectNode();
        view.put("category", form.category().name()).put("title", form.title());
        ArrayNode fields = view.putArray("fields");
        form.fields().forEach(field -> fields.add(field(field)));
        ArrayNode alternatives = view.putArray("alternatives");
        for (List<String> group : form.alternatives()) {
            ArrayNode names = alternatives.addArray();
            group.forEach(names::add);
        }
        return view;
    }

    /**
     * Returns a value as the API spells it.
     *
     * @param value the value
     * @return its name in lower case
     */
    public static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode field(FormField field) {
        ObjectNode view = NODES.objectNode();
        view.put("name", field.name())
                .put("label", field.label())
                .put("kind", lower(field.kind()))
                .put("required", field.required())
                .put("secret", field.secret())
                .put("autocomplete", field.autocomplete())
                .put("max_length", field.maxLength())
                .put("pattern", field.pattern())
                .put("help", field.help());
        ArrayNode choices = view.putArray("choices");
        for (FieldChoice choice : field.choices()) {
            choices.addObject().put("value", choice.value()).put("label", choice.label());
        }
        return view;
    }
}
