package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FieldChoice;
import io.meepa.credentials.form.FormField;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemSummary;
import io.meepa.credentials.model.MetadataValue;
import java.util.List;
import java.util.Locale;

/** What people see of credentials and forms: never a secret, for a summary has none. */
final class Views {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Views() {}

    static ObjectNode credential(CredentialSummary summary) {
        ObjectNode view = NODES.objectNode();
        view.put("category", summary.category().name())
                .put("service", summary.service())
                .put("name", summary.name())
                .put("origin", summary.origin().wireName());
        ArrayNode items = view.putArray("items");
        for (ItemSummary item : summary.items()) {
            ObjectNode shown = items.addObject()
                    .put("key", item.key())
                    .put("item_type", item.type().name());
            item.shownValue().ifPresent(value -> shown.put("value", value));
        }
        ObjectNode metadata = view.putObject("metadata");
        summary.metadata().values().forEach((name, value) -> put(metadata, name, value));
        status(view, summary.status());
        view.put("managed", !summary.deletable()).put("deletable", summary.deletable());
        summary.whyNotDeletable().ifPresent(reason -> view.put("why_not_deletable", reason));
        return view;
    }

    /** What waits for a person says what to do, and what to fill in. */
    static ArrayNode credentials(List<CredentialSummary> summaries, List<ManualStep> steps) {
        ArrayNode views = NODES.arrayNode();
        for (CredentialSummary summary : summaries) {
            ObjectNode view = credential(summary);
            steps.stream()
                    .filter(step -> step.key().equals(summary.key()))
                    .findFirst()
                    .ifPresent(step -> put(view, step));
            views.add(view);
        }
        return views;
    }

    static ObjectNode form(CredentialForm form) {
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

    static String lower(Enum<?> value) {
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

    private static void put(ObjectNode view, ManualStep step) {
        view.put("next_step", step.nextStep());
        step.form().ifPresent(form -> view.set("form", form(form)));
    }

    private static void status(ObjectNode view, CredentialStatus status) {
        if (status instanceof CredentialStatus.Failed failed) {
            view.putObject("status").put("failed", failed.reason());
        } else {
            view.put("status", status.toString());
        }
    }

    private static void put(ObjectNode metadata, String name, MetadataValue value) {
        if (value instanceof MetadataValue.Text text) {
            metadata.put(name, text.value());
        } else if (value instanceof MetadataValue.Numeric number) {
            metadata.put(name, number.value());
        } else if (value instanceof MetadataValue.Flag flag) {
            metadata.put(name, flag.value());
        }
    }
}
