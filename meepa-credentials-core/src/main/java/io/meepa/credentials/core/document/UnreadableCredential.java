package io.meepa.credentials.core.document;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.ReadableName;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.List;
import java.util.Map;

/**
 * A credential on record that cannot be understood, most often because somebody edited the file. It is kept as it is, so
 * that it can be edited back; the others are as usable as ever.
 *
 * @param index its place among the credentials
 * @param key its address, as far as it is known
 * @param managed whether it may stand for something upstream
 * @param problem where it is, what is wrong with it, and what would be right; without a value
 * @param record its record
 */
public record UnreadableCredential(int index, CredentialKey key, boolean managed, String problem, DocumentNode record) {

    private static final String UNKNOWN = "unreadable";

    static UnreadableCredential of(int index, DocumentNode record, String problem) {
        Map<String, DocumentNode> members = record instanceof DocumentNode.Fields fields ? fields.members() : Map.of();
        String place = UNKNOWN + "-" + index;
        CredentialKey key = key(text(members, "category", UNKNOWN), text(members, "service", place), place);
        DocumentNode managed = members.get("managed");
        boolean own = managed == null || (managed instanceof DocumentNode.Flag flag && !flag.value());
        return new UnreadableCredential(index, named(key, text(members, "name", key.service())), !own, problem, record);
    }

    /** Returns whether it is at an address. A name that is missing there fits any. */
    public boolean fits(CredentialKey address) {
        return fits(address, key) || fits(address, summary().key());
    }

    /** Returns whether provisioning would put its credential in this place. */
    public boolean concerns(Category category, String service) {
        return key.category().equals(category) && key.service().equals(service);
    }

    /** Returns whether another reading of the document found the same. */
    public boolean isSame(UnreadableCredential other) {
        return index == other.index && key.equals(other.key) && problem.equals(other.problem);
    }

    private static boolean fits(CredentialKey address, CredentialKey key) {
        return key.service().equals(address.service())
                && key.category().equals(address.category())
                && address.name()
                        .map(name -> key.name().filter(name::equals).isPresent())
                        .orElse(true);
    }

    /** Returns what may be shown. */
    public CredentialSummary summary() {
        return new CredentialSummary(
                managed ? CredentialKind.MANAGED : CredentialKind.OWN,
                Category.of(ReadableName.spelled(key.category().name())),
                ReadableName.spelled(key.service()),
                ReadableName.spelled(key.name().orElse(key.service())),
                Origin.OPERATOR_PROVIDED,
                new CredentialStatus.Failed(UNKNOWN + ": " + remedy()),
                List.of(),
                Metadata.empty());
    }

    /** Returns what is wrong and what to do. */
    public String remedy() {
        return problem + "; correct it there, or " + (managed ? "forget" : "remove") + " the credential";
    }

    private static CredentialKey key(String category, String service, String place) {
        try {
            return CredentialKey.of(Category.of(category), service);
        } catch (IllegalArgumentException e) {
            return CredentialKey.of(Category.of(UNKNOWN), place);
        }
    }

    private static CredentialKey named(CredentialKey key, String name) {
        try {
            return key.named(name);
        } catch (IllegalArgumentException e) {
            return key.named(key.service());
        }
    }

    private static String text(Map<String, DocumentNode> members, String name, String otherwise) {
        DocumentNode node = members.get(name);
        if (node instanceof DocumentNode.Text text) {
            return text.value();
        }
        return node instanceof DocumentNode.Hidden hidden ? hidden.value().reveal() : otherwise;
    }
}
