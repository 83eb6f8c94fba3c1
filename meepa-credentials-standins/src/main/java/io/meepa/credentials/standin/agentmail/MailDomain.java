package io.meepa.credentials.standin.agentmail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A domain of the customer's own (provider API notes §1.8). */
record MailDomain(String name, boolean verified, boolean subdomains, Instant createdAt) {

    Map<String, Object> item() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("domain_id", name);
        item.put("domain", name);
        item.put("feedback_enabled", false);
        item.put("subdomains_enabled", subdomains);
        item.put("created_at", createdAt.toString());
        item.put("updated_at", createdAt.toString());
        return item;
    }

    Map<String, Object> view() {
        Map<String, Object> view = item();
        view.put("status", verified ? "VERIFIED" : "PENDING");
        view.put("records", List.of());
        return view;
    }
}
