package io.meepa.credentials.core.migration;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a legacy identity apart. A category's member may be a text, an object, a list of either, or, for logins and keys,
 * an object of services; and members such as {@code email_address} stand for a member {@code address} of {@code email}.
 */
final class LegacyIdentity {

    static final Category UNRECOGNISED = Category.of("legacy");

    private static final Map<String, Category> MEMBERS = members();

    private final Map<Category, String> services;
    private final MovedValues moved = new MovedValues();
    private final Map<Category, Map<String, DocumentNode>> flat = new LinkedHashMap<>();
    private final Map<String, DocumentNode> unrecognised = new LinkedHashMap<>();

    LegacyIdentity(Map<Category, String> services) {
        this.services = services;
    }

    private static Map<String, Category> members() {
        Map<String, Category> members = new LinkedHashMap<>();
        for (Category category : new Category[] {
            Category.EMAIL, Category.PHONE, Category.CREDIT_CARD, Category.LOGIN, Category.API_KEY, Category.TOKEN
        }) {
            members.put(category.name(), category);
            members.put(category.name() + "s", category);
        }
        members.put("card", Category.CREDIT_CARD);
        members.put("cards", Category.CREDIT_CARD);
        return members;
    }

    Migration migrate(DocumentNode.Fields file) {
        read("", file);
        flat.forEach((category, fields) -> one(category.name() + "_*", category, new DocumentNode.Fields(fields)));
        if (!unrecognised.isEmpty()) {
            moved.note("not recognised, kept as items of legacy/identity: " + unrecognised.keySet());
            LegacyCredential rest = new LegacyCredential(moved, "identity", UNRECOGNISED, "identity");
            rest.keepAll(unrecognised);
            moved.add(rest.build());
        }
        return moved.balance(file);
    }

    private void read(String path, DocumentNode.Fields fields) {
        fields.members().forEach((name, value) -> member(path, name, value));
    }

    private void member(String path, String name, DocumentNode value) {
        Category category = MEMBERS.get(name);
        if (Leaf.count(value) == 0) {
            moved.note(path + name + " is empty");
        } else if (category != null) {
            several(path + name, category, value);
        } else if (path.isEmpty() && isWrapper(name) && value instanceof DocumentNode.Fields inner) {
            read(name + ".", inner);
        } else if (!joinFlat(name, value)) {
            unrecognised.put(path + name, value);
        }
    }

    private static boolean isWrapper(String name) {
        return name.equals("identity") || name.equals("credentials");
    }

    private boolean joinFlat(String name, DocumentNode value) {
        Optional<String> prefix = MEMBERS.keySet().stream()
                .filter(member -> name.startsWith(member + "_") && name.length() > member.length() + 1)
                .findFirst();
        prefix.ifPresent(
                member -> flat.computeIfAbsent(LegacyFields.require(MEMBERS, member), category -> new LinkedHashMap<>())
                        .put(name.substring(member.length() + 1), value));
        return prefix.isPresent();
    }

    private void several(String path, Category category, DocumentNode value) {
        if (value instanceof DocumentNode.Elements list) {
            int index = 0;
            for (DocumentNode element : list.elements()) {
                several(path + "[" + index++ + "]", category, element);
            }
        } else if (value instanceof DocumentNode.Fields fields && isByService(category, fields)) {
            fields.members().forEach((service, inner) -> ofService(path + "." + service, category, service, inner));
        } else {
            one(path, category, value);
        }
    }

    /** Logins and keys may stand below their services: then no member is a field of a credential itself. */
    private static boolean isByService(Category category, DocumentNode.Fields fields) {
        boolean single = category.equals(Category.EMAIL)
                || category.equals(Category.PHONE)
                || category.equals(Category.CREDIT_CARD);
        return !single && fields.members().keySet().stream().noneMatch(LegacyFields::isOfACredential);
    }

    private void ofService(String path, Category category, String service, DocumentNode value) {
        if (Leaf.count(value) == 0) {
            moved.note(path + " is empty");
            return;
        }
        LegacyCredential credential = new LegacyCredential(moved, path, category, service);
        credential.read(value);
        moved.add(credential.build());
    }

    private void one(String path, Category category, DocumentNode value) {
        ofService(path, category, services.getOrDefault(category, UNRECOGNISED.name()), value);
    }
}
