package io.meepa.credentials.core.migration;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.List;
import java.util.Map;

/**
 * The result of migrating an old file.
 *
 * @param credentials every value of the file, as credentials; none is managed unless the file says so
 * @param notes what an operator should know: fields that were not recognised or were empty, by their path, never a value
 */
public record Migration(List<AgentCredential> credentials, List<String> notes) {

    /** Copies the lists. */
    public Migration {
        credentials = List.copyOf(credentials);
        notes = List.copyOf(notes);
    }

    /**
     * Migrates a legacy {@code identity.json}, whose shape nobody documented: email, phone, card and logins, flat or
     * nested, below the top or below {@code identity}.
     *
     * @param file the file's content, as {@link PlainJson} reads it
     * @param services the service of a credential that names none, by category, for instance the configured provider
     * @return the migration
     * @throws CorruptDocumentException if a value would get lost; nothing is to be changed then
     */
    public static Migration ofIdentity(DocumentNode.Fields file, Map<Category, String> services) {
        return new LegacyIdentity(services).migrate(file);
    }

    /**
     * Reads a {@code credentials.json} that was never encrypted.
     *
     * @param file the file's content, as {@link PlainJson} reads it
     * @return the migration
     * @throws CorruptDocumentException if a field is missing or wrong, or a value would get lost
     */
    public static Migration ofPlainDocument(DocumentNode.Fields file) {
        return new PlainDocument().migrate(file);
    }

    /** Returns how many things were migrated, without naming a value. */
    @Override
    public String toString() {
        return "migration of " + credentials.size() + " credentials, " + notes.size() + " notes";
    }
}
