package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.key.Keyring;
import io.meepa.credentials.spi.store.StoreNotice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is wrong with documents that open, and with the configuration of their recipients. Thread-safe. */
public final class DocumentInspection {

    private final String section;
    private final Keyring keyring;
    private final RecipientPolicy recipients;

    /**
     * Creates an inspection.
     *
     * @param section the key path of the store's settings, for messages
     * @param keyring the identities of agents
     * @param recipients decides to whom documents are encrypted
     */
    public DocumentInspection(String section, Keyring keyring, RecipientPolicy recipients) {
        this.section = section;
        this.keyring = keyring;
        this.recipients = recipients;
    }

    /**
     * Returns what an operator should know about a document that was read.
     *
     * @param place where it is kept
     * @param document the document
     * @return one notice per finding
     * @throws io.meepa.credentials.error.KeyUnavailableException if there is no identity at hand
     */
    public List<StoreNotice> notices(DocumentPlace place, VerifiedDocument document) {
        return DocumentNotices.of(place, document, recipients, keyring.identities(place.agent()));
    }

    /**
     * Finds what is wrong with the configuration of recipients.
     *
     * @return findings that concern all agents
     */
    public List<Finding> configuration() {
        boolean recoverable = recipients.further().stream()
                .anyMatch(recipient ->
                        recipients.publicKey().filter(recipient::equals).isEmpty());
        String setting = section + ".recipients";
        return recoverable
                ? List.of()
                : List.of(DocumentFindingCode.NO_RECOVERY_RECIPIENT.finding(
                        setting,
                        "whoever loses an agent's private key loses its credentials: add the public key of a key pair"
                                + " that is kept elsewhere to " + setting));
    }

    /**
     * Finds what is wrong with a document.
     *
     * @param place where it is kept
     * @param document the document
     * @return findings about its agent
     * @throws io.meepa.credentials.error.KeyUnavailableException if there is no identity at hand
     */
    public List<Finding> document(DocumentPlace place, VerifiedDocument document) {
        Identities identities = keyring.identities(place.agent());
        List<Finding> found = new ArrayList<>();
        notices(place, document).forEach(notice -> found.add(finding(place, notice)));
        if (recipients
                .publicKey()
                .filter(key -> !identities.recipients().contains(key))
                .isPresent()) {
            found.add(DocumentFindingCode.PUBLIC_KEY_MISMATCH.finding(
                    place.agent(),
                    section + ".public_key",
                    "the private key at hand is not that of public_key, so nothing can be written: correct public_key"
                            + " or key_file, or leave public_key out"));
        } else {
            found.addAll(
                    missing(place, document.document().keyEntries(), recipients.configured(place.agent(), identities)));
        }
        return found;
    }

    private static List<Finding> missing(DocumentPlace place, List<KeyEntry> entries, List<Recipient> wanted) {
        Set<String> named = entries.stream().map(KeyEntry::recipient).collect(Collectors.toSet());
        List<String> missing = wanted.stream()
                .map(Recipient::toString)
                .filter(recipient -> !named.contains(recipient))
                .toList();
        return missing.isEmpty()
                ? List.of()
                : List.of(DocumentFindingCode.MISSING_RECIPIENTS.finding(
                        place.agent(),
                        place.name(),
                        place.name() + " cannot be opened by " + String.join(", ", missing)
                                + ", which the configuration names. The next change adds them"));
    }

    private static Finding finding(DocumentPlace place, StoreNotice notice) {
        DocumentFindingCode code = Arrays.stream(DocumentFindingCode.values())
                .filter(candidate -> candidate.code().equals(notice.code()))
                .findFirst()
                .orElseThrow();
        return new Finding(code.code(), code.severity(), Optional.of(notice.agent()), place.name(), notice.message());
    }
}
