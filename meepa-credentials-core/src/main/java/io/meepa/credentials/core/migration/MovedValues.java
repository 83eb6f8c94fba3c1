package io.meepa.credentials.core.migration;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Books every value of the old file: into a credential, or as an attribute of one. */
final class MovedValues {

    private final List<AgentCredential> credentials = new ArrayList<>();
    private final Set<CredentialKey> taken = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private int attributes;

    void attribute(DocumentNode value) {
        attributes += Leaf.count(value);
    }

    void note(String text) {
        notes.add(text);
    }

    /** Adds a credential; a second one of the same name gets a number. */
    void add(AgentCredential credential) {
        AgentCredential named = credential;
        for (int number = 2; !taken.add(named.key()); number++) {
            named = renamed(credential, credential.name() + " (" + number + ")");
        }
        if (!named.name().equals(credential.name())) {
            note(credential.key() + " stands there twice; one is called " + named.name() + " now");
        }
        credentials.add(named);
    }

    private static AgentCredential renamed(AgentCredential credential, String name) {
        return new AgentCredential(
                credential.category(),
                credential.service(),
                name,
                credential.origin(),
                credential.items(),
                credential.metadata(),
                credential.status(),
                credential.managed());
    }

    /** Closes the books: as many values came out as went in. */
    Migration balance(DocumentNode file) {
        int before = Leaf.count(file);
        int after = attributes;
        for (AgentCredential credential : credentials) {
            after += (int) credential.items().stream()
                    .filter(item -> !item.value().isEmpty())
                    .count();
            after += credential.metadata().values().size();
        }
        if (before != after) {
            throw new CorruptDocumentException("migration would turn " + before + " values into " + after
                    + "; nothing was changed, migrate the file by hand");
        }
        return new Migration(credentials, notes);
    }
}
