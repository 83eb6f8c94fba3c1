package io.meepa.examples.gateway.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemSummary;
import io.meepa.credentials.model.MetadataValue;
import java.time.Instant;
import java.util.List;

/**
 * What people see of credentials: never a secret, for a summary has none.
 *
 * @param now the current time
 * @param trail what is on record of the agent, newest first
 */
public record CredentialViews(Instant now, List<TrailEntry> trail) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * Returns credentials as JSON. What waits for a person says what to do, and what to fill in.
     *
     * @param summaries the credentials
     * @param steps what waits for a person
     * @return one object per credential
     */
    public ArrayNode credentials(List<CredentialSummary> summaries, List<ManualStep> steps) {
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

    /**
     * Returns one credential as JSON.
     *
     * @param summary the credential
     * @return the object
     */
    public ObjectNode credential(CredentialSummary summary) {
        ObjectNode view = NODES.objectNode();
        view.put("category", summary.category().name())
                .put("service", summary.service())
                .put("name", summary.name())
                .put("origin", summary.origin().wireName())
                .put("kind", FormViews.lower(summary.kind()));
        ArrayNode items = view.putArray("items");
        for (ItemSummary item : summary.items()) {
            ObjectNode shown = items.addObject()
                    .put("key", item.key())
                    .put("item_type", item.type().name());
            item.shownValue().ifPresent(value -> shown.put("value", value));
        }
        ObjectNode metadata = view.putObject("metadata");
        summary.metadata().values().forEach((name, value) -> put(metadata, name, value));
        put(view, summary.status());
        Standing standing = Standing.of(summary, now);
        view.put("state", standing.state().wireName())
                .put("reason", standing.reason())
                .put("attention", standing.attention());
        view.put("managed", summary.kind() == CredentialKind.MANAGED).put("deletable", summary.deletable());
        summary.whyNotDeletable().ifPresent(reason -> view.put("why_not_deletable", reason));
        for (TrailEntry entry : trail) {
            if (entry.endsOf(summary.key())) {
                break;
            }
            if (!entry.concerns(summary.key())) {
                continue;
            }
            if (entry.uses() && !view.has("last_used")) {
                view.put("last_used", entry.at());
            }
            if (entry.makes()) {
                view.put("created", entry.at());
            }
        }
        return view;
    }

    private static void put(ObjectNode view, ManualStep step) {
        view.put("next_step", step.nextStep());
        step.form().ifPresent(form -> view.set("form", FormViews.form(form)));
    }

    private static void put(ObjectNode view, CredentialStatus status) {
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
