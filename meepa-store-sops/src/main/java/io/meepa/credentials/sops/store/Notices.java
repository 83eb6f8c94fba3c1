package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.sops.store.disk.FileState;
import io.meepa.credentials.sops.store.seal.Examined;
import io.meepa.credentials.spi.StoreNotice;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells an operator what a document that was read shows.
 *
 * @param listener hears it
 */
record Notices(Consumer<StoreNotice> listener) {

    void of(AgentId agent, Path file, Examined examined, Set<String> knownRecipients) {
        if (examined.seal().isEmpty()) {
            tell(agent, Symptom.UNSEALED, file + " has no seal: another tool made it. The next change seals it");
        } else if (examined.editedElsewhere()) {
            tell(
                    agent,
                    Symptom.EDITED_ELSEWHERE,
                    file + " was edited with another tool by a holder of its key. The next" + " change seals it again");
        }
        if (!examined.document().rule().equals(TreeForm.RULE)) {
            tell(
                    agent,
                    Symptom.OTHER_RULE,
                    file + " is encrypted by another rule. The next change encrypts values, metadata"
                            + " and details, and leaves everything else in clear");
        }
        foreignRecipients(agent, file, examined.document().keyEntries(), knownRecipients);
    }

    void modes(AgentId agent, Path file, FileState document, FileState folder) {
        if (document.openToOthers()) {
            tell(agent, Symptom.WIDE_MODE, file + " is open to others than its owner: chmod 600 " + file);
        }
        if (folder.openToOthers()) {
            tell(
                    agent,
                    Symptom.WIDE_MODE,
                    file.getParent() + " is open to others than its owner: chmod 700 " + file.getParent());
        }
    }

    private void foreignRecipients(AgentId agent, Path file, List<KeyEntry> entries, Set<String> known) {
        List<String> foreign = entries.stream()
                .filter(entry -> !(entry.kind().equals("age") && known.contains(entry.recipient())))
                .map(KeyEntry::toString)
                .toList();
        if (!foreign.isEmpty()) {
            tell(
                    agent,
                    Symptom.FOREIGN_RECIPIENTS,
                    file + " can also be opened by " + String.join(", ", foreign)
                            + ", which the configuration does not name. The next change makes a new data key without them; add"
                            + " them to recipients to keep them, or rotate what they may have read");
        }
    }

    private void tell(AgentId agent, Symptom symptom, String message) {
        listener.accept(new StoreNotice(agent, symptom.code(), "agent " + agent + ": " + message));
    }
}
