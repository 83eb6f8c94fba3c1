package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.CredentialException;
import io.meepa.credentials.DoctorReport.Finding;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.store.key.Addressees;
import io.meepa.credentials.sops.store.key.Keyring;
import io.meepa.credentials.spi.StoreNotice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds what is wrong with a home: first by the files alone, then, where they are sound, in the documents. Thread-safe.
 */
final class Inspection {

    private final FileInspection files;
    private final DocumentReader reader;
    private final Keyring keyring;
    private final Addressees addressees;

    Inspection(FileInspection files, DocumentReader reader, Keyring keyring, Addressees addressees) {
        this.files = files;
        this.reader = reader;
        this.keyring = keyring;
        this.addressees = addressees;
    }

    List<Finding> of(List<AgentId> agents) {
        List<Finding> found = new ArrayList<>(guarded(files::home, Optional.empty()));
        if (recoveryRecipients().isEmpty()) {
            found.add(Symptom.NO_RECOVERY_RECIPIENT.finding(
                    "credentials.credential_store.sops.recipients",
                    "whoever loses an agent's private key loses its credentials: add the public key of a key pair that is"
                            + " kept elsewhere to credentials.credential_store.sops.recipients"));
        }
        if (!FileInspection.grave(found)) {
            agents.forEach(agent -> found.addAll(agent(agent)));
        }
        return found;
    }

    private List<Finding> agent(AgentId agent) {
        List<Finding> found = new ArrayList<>(guarded(() -> files.agent(agent), Optional.of(agent)));
        if (!FileInspection.grave(found)) {
            found.addAll(document(agent));
        }
        return found;
    }

    private List<Finding> document(AgentId agent) {
        try {
            return reader.load(agent).map(snapshot -> document(agent, snapshot)).orElse(List.of());
        } catch (CredentialException e) {
            // Whoever reads the document next hears so, in the words of this very error.
            return List.of();
        }
    }

    private List<Finding> document(AgentId agent, Snapshot snapshot) {
        Path file = files.layout().document(agent);
        Identities identities = keyring.identities(agent);
        List<StoreNotice> notices = new ArrayList<>();
        new Notices(notices::add).of(agent, file, snapshot.examined(), addressees.known(identities));
        List<Finding> found = new ArrayList<>(
                notices.stream().map(notice -> finding(notice, file)).toList());
        if (addressees
                .publicKey()
                .filter(key -> !identities.recipients().contains(key))
                .isPresent()) {
            found.add(Symptom.PUBLIC_KEY_MISMATCH.finding(
                    agent,
                    "credentials.credential_store.sops.public_key",
                    "the private key at hand is not that of public_key, so nothing can be written: correct public_key"
                            + " or key_file, or leave public_key out"));
        } else {
            found.addAll(missing(
                    agent, file, snapshot.examined().document().keyEntries(), addressees.of(agent, identities)));
        }
        return found;
    }

    private static List<Finding> missing(AgentId agent, Path file, List<KeyEntry> entries, List<Recipient> wanted) {
        Set<String> named = entries.stream().map(KeyEntry::recipient).collect(Collectors.toSet());
        List<String> missing = wanted.stream()
                .map(Recipient::toString)
                .filter(recipient -> !named.contains(recipient))
                .toList();
        return missing.isEmpty()
                ? List.of()
                : List.of(Symptom.MISSING_RECIPIENTS.finding(
                        agent,
                        file,
                        file + " cannot be opened by " + String.join(", ", missing)
                                + ", which the configuration names. The next change adds them"));
    }

    private List<Recipient> recoveryRecipients() {
        return addressees.further().stream()
                .filter(recipient ->
                        addressees.publicKey().filter(recipient::equals).isEmpty())
                .toList();
    }

    private static Finding finding(StoreNotice notice, Path file) {
        Symptom symptom = Arrays.stream(Symptom.values())
                .filter(candidate -> candidate.code().equals(notice.code()))
                .findFirst()
                .orElseThrow();
        return new Finding(
                symptom.code(), symptom.severity(), Optional.of(notice.agent()), file.toString(), notice.message());
    }

    private List<Finding> guarded(Supplier<List<Finding>> look, Optional<AgentId> agent) {
        try {
            return look.get();
        } catch (CredentialException e) {
            Path path = agent.map(files.layout()::folder).orElse(files.layout().home());
            return List.of(new Finding(
                    Symptom.UNREADABLE_PATH.code(),
                    Symptom.UNREADABLE_PATH.severity(),
                    agent,
                    path.toString(),
                    String.valueOf(e.getMessage())));
        }
    }
}
