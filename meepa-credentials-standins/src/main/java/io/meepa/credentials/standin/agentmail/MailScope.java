package io.meepa.credentials.standin.agentmail;

import java.util.Optional;

/** What a key, or a path with a pod in it, reaches: everything, one pod, or one inbox. */
record MailScope(Optional<String> pod, Optional<String> inbox) {

    static final MailScope EVERYTHING = new MailScope(Optional.empty(), Optional.empty());

    static MailScope ofPod(String id) {
        return new MailScope(Optional.of(id), Optional.empty());
    }

    static MailScope ofInbox(MailInbox inbox) {
        return new MailScope(Optional.of(inbox.pod()), Optional.of(inbox.id()));
    }

    boolean reachesPod(String id) {
        return inbox.isEmpty() && pod.map(id::equals).orElse(true);
    }

    boolean reaches(MailInbox other) {
        return inbox.map(other.id()::equals)
                .orElseGet(() -> pod.map(other.pod()::equals).orElse(true));
    }

    boolean reaches(MailKey other) {
        return inbox.isPresent()
                ? inbox.equals(other.scope().inbox())
                : pod.isEmpty() || pod.equals(other.scope().pod());
    }

    String type() {
        return inbox.isPresent() ? "inbox" : pod.isPresent() ? "pod" : "organization";
    }
}
