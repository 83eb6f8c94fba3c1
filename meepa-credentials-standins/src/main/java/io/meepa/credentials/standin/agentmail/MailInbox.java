package io.meepa.credentials.standin.agentmail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An inbox: its id is its address (provider API notes §1.2). */
record MailInbox(
        String id,
        String pod,
        Optional<String> clientId,
        Optional<String> displayName,
        Map<String, Object> metadata,
        boolean paused,
        Instant createdAt,
        Instant updatedAt) {

    MailInbox changed(Optional<String> name, Map<String, Object> merged, boolean nowPaused, Instant at) {
        return new MailInbox(id, pod, clientId, name.or(() -> displayName), merged, nowPaused, createdAt, at);
    }

    /** Only a paused inbox shows its status. */
    Map<String, Object> view(String organization) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("organization_id", organization);
        view.put("pod_id", pod);
        view.put("inbox_id", id);
        view.put("email", id);
        displayName.ifPresent(name -> view.put("display_name", name));
        clientId.ifPresent(text -> view.put("client_id", text));
        if (!metadata.isEmpty()) {
            view.put("metadata", metadata);
        }
        if (paused) {
            view.put("status", "paused");
        }
        view.put("created_at", createdAt.toString());
        view.put("updated_at", updatedAt.toString());
        return view;
    }
}
