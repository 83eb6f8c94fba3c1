package io.meepa.examples.gateway.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.report.Evidence;

/** What people see of the reasons for a step that cannot be undone. */
public final class EvidenceViews {

    private EvidenceViews() {}

    /**
     * Returns evidence as JSON.
     *
     * @param evidence the evidence
     * @return what was seen and when, oldest first, and on which account if the service says so
     */
    public static ObjectNode evidence(Evidence evidence) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        evidence.account().ifPresent(account -> view.put("account", account));
        ArrayNode looks = view.putArray("looks");
        for (Evidence.Look look : evidence.looks()) {
            looks.addObject()
                    .put("kind", FormViews.lower(look.kind()))
                    .put("at", look.at().toString())
                    .put("finding", look.finding());
        }
        return view;
    }
}
