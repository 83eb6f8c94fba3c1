package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.spi.store.StoreNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an operator should know about a document that was read. */
final class DocumentNotices {

    private final DocumentPlace place;
    private final List<StoreNotice> found = new ArrayList<>();

    private DocumentNotices(DocumentPlace place) {
        this.place = place;
    }

    static List<StoreNotice> of(
            DocumentPlace place, VerifiedDocument verified, RecipientPolicy recipients, Identities identities) {
        DocumentNotices notices = new DocumentNotices(place);
        notices.seal(verified);
        notices.foreignRecipients(verified.document().keyEntries(), recipients.known(identities, verified));
        notices.keptRecipients(recipients.kept(identities, verified));
        return notices.found;
    }

    private void seal(VerifiedDocument verified) {
        if (verified.seal().isEmpty()) {
            add(DocumentFindingCode.UNSEALED, " has no seal: another tool made it. The next change seals it");
        } else if (verified.editedElsewhere()) {
            add(
                    DocumentFindingCode.EDITED_ELSEWHERE,
                    " was edited with another tool by a holder of its key. The next change seals it again");
        }
        if (place.shared()
                && verified.seal().filter(seal -> seal.namespace().isEmpty()).isPresent()) {
            add(
                    DocumentFindingCode.NAMESPACE_UNSEALED,
                    " was sealed by a version that did not name the namespace, so a copy of it would be accepted in another"
                            + " one. The next change, or rekey, names it");
        }
        if (!verified.document().rule().equals(DocumentTree.RULE)) {
            add(
                    DocumentFindingCode.OTHER_RULE,
                    " is encrypted by another rule. The next change encrypts values, metadata"
                            + " and details, and leaves everything else in clear");
        }
    }

    private void foreignRecipients(List<KeyEntry> entries, Set<String> known) {
        List<String> foreign = entries.stream()
                .filter(entry -> !(entry.kind().equals("age") && known.contains(entry.recipient())))
                .map(KeyEntry::toString)
                .toList();
        if (!foreign.isEmpty()) {
            add(
                    DocumentFindingCode.FOREIGN_RECIPIENTS,
                    " can also be opened by " + String.join(", ", foreign)
                            + ", which the configuration does not name. The next change makes a new data key without them; add"
                            + " them to recipients to keep them, or rotate what they may have read");
        }
    }

    private void keptRecipients(List<String> kept) {
        if (!kept.isEmpty()) {
            add(
                    DocumentFindingCode.KEPT_RECIPIENTS,
                    " can also be opened by " + String.join(", ", kept)
                            + ", to whom a former configuration encrypted it. Changes keep them: name them in recipients"
                            + " again, or remove them with rekey");
        }
    }

    private void add(DocumentFindingCode code, String message) {
        found.add(new StoreNotice(place.agent(), code.code(), place + message));
    }
}
