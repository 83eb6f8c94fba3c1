package io.meepa.credentials.standin.agentmail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A pod: name and client id never change (provider API notes §1.3). */
record MailPod(String id, String name, Optional<String> clientId, Instant createdAt) {

    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("pod_id", id);
        view.put("name", name);
        clientId.ifPresent(text -> view.put("client_id", text));
        view.put("created_at", createdAt.toString());
        view.put("updated_at", createdAt.toString());
        return view;
    }
}
