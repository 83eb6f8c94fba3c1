package io.meepa.credentials.core.migration;

import io.meepa.credentials.core.config.CategoryChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.DocumentCodec;
import io.meepa.credentials.core.document.StoreHeader;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.core.operation.LegacyDocuments;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreNotice;
import io.meepa.credentials.spi.store.StoreSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Moves a gateway's old {@code identity.json} into the encrypted document on first read. The old file goes only after
 * every value of it was read back from the new one, so a crash between any two steps loses nothing and the next first
 * read continues.
 */
public final class LegacyIdentities implements LegacyDocuments {

    private final Path home;
    private final boolean memoryOnly;
    private final List<CategoryChoice> categories;
    private final Events events;

    /** Creates the migration of a manager's agents. */
    public LegacyIdentities(Configuration configuration, Events events) {
        this.home = configuration.home();
        this.memoryOnly = configuration.store().memoryOnly();
        this.categories = configuration.categories();
        this.events = events;
    }

    @Override
    public void settle(AgentId agent, StoreSession store, StoreHeader header) {
        LegacyFile file = LegacyFile.of(home, agent);
        if (memoryOnly || !file.exists()) {
            return;
        }
        Migration migration = Migration.ofIdentity(file.read(), services());
        if (store.read(agent).isEmpty()) {
            events.around(agent, Kind.ADD, "identity.json", () -> write(agent, store, header, migration));
        }
        if (holdsAll(agent, store, migration)) {
            file.delete();
            report(
                    agent,
                    "migrated",
                    migration.credentials().size() + " credentials of " + file + " are encrypted now");
            migration.notes().forEach(note -> report(agent, "migrated", note));
        } else {
            report(agent, "identity-left", file + " differs from the document and was left: compare, then delete it");
        }
    }

    private Map<Category, String> services() {
        return categories.stream()
                .filter(choice -> choice.provider().isPresent())
                .collect(Collectors.toMap(
                        CategoryChoice::category, choice -> choice.provider().orElseThrow()));
    }

    private static boolean write(AgentId agent, StoreSession store, StoreHeader header, Migration migration) {
        AgentDocument document = AgentDocument.empty(header)
                .withEntries(migration.credentials().stream()
                        .map(StoredCredential::of)
                        .toList());
        try {
            store.write(agent, DocumentCodec.encode(document), Revision.ABSENT);
            return true;
        } catch (RevisionConflictException e) {
            // Another process moves in the same file; what it wrote is compared next.
            return false;
        }
    }

    private static boolean holdsAll(AgentId agent, StoreSession store, Migration migration) {
        return store.read(agent)
                .map(stored -> DocumentCodec.decode(stored.content(), DocumentCodec.place(agent, store)))
                .filter(document ->
                        migration.credentials().stream().allMatch(credential -> holds(document, credential)))
                .isPresent();
    }

    private static boolean holds(AgentDocument document, AgentCredential credential) {
        return document.matching(credential.key()).stream()
                .map(StoredCredential::credential)
                .anyMatch(stored -> credential.items().stream().allMatch(item -> holds(stored, item)));
    }

    private static boolean holds(AgentCredential stored, CredentialItem item) {
        return stored.item(item.key())
                .filter(found -> found.value().matches(item.value()))
                .isPresent();
    }

    private void report(AgentId agent, String code, String message) {
        events.notice(new StoreNotice(agent, code, message));
    }
}
