package io.meepa.credentials.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("M-56: whatever the shape, every value is found again or the file is refused")
final class NothingLostTest {

    private static final String[] NAMES = {
        "identity",
        "credentials",
        "email",
        "emails",
        "phone",
        "card",
        "credit_card",
        "login",
        "logins",
        "api_key",
        "token",
        "email_address",
        "phone_number",
        "address",
        "number",
        "service",
        "provider",
        "name",
        "status",
        "origin",
        "metadata",
        "items",
        "failed",
        "github",
        "odd",
        "odd.er",
        "password",
        "last_four"
    };

    private final Random random = new Random(11);

    @Test
    void findsEveryValueAgain() {
        int migrated = 0;
        for (int round = 0; round < 3_000; round++) {
            DocumentNode.Fields file = fields(0);
            List<String> values = new ArrayList<>();
            collect(file, values);
            try {
                assertThat(found(Migration.ofIdentity(file, Map.of()))).containsAll(values);
                migrated++;
            } catch (CorruptDocumentException e) {
                assertThat(e.getMessage()).doesNotContain("value-");
            }
        }
        assertThat(migrated).isGreaterThan(2_000);
    }

    private static List<String> found(Migration migration) {
        List<String> found = new ArrayList<>();
        migration.credentials().forEach(credential -> {
            found.add(credential.service());
            found.add(credential.name());
            found.add(credential.name().replaceFirst(" \\(\\d+\\)$", ""));
            found.add(credential.status().toString().replace("failed: ", ""));
            credential.items().forEach(item -> found.add(item.value().reveal()));
            credential
                    .metadata()
                    .values()
                    .keySet()
                    .forEach(name -> credential
                            .metadata()
                            .text(name)
                            .ifPresentOrElse(
                                    found::add,
                                    () -> credential
                                            .metadata()
                                            .number(name)
                                            .ifPresent(number -> found.add(number.toPlainString()))));
        });
        return found;
    }

    private DocumentNode.Fields fields(int depth) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        for (int count = random.nextInt(5); count >= 0; count--) {
            members.put(NAMES[random.nextInt(NAMES.length)], node(depth + 1));
        }
        return new DocumentNode.Fields(members);
    }

    private DocumentNode node(int depth) {
        int kind = random.nextInt(depth > 3 ? 4 : 8);
        return switch (kind) {
            case 0, 1 -> new DocumentNode.Hidden(Secret.of("value-" + random.nextInt(1_000_000)));
            case 2 -> new DocumentNode.Numeric(String.valueOf(1_000_000 + random.nextInt(1_000_000)));
            case 3 -> random.nextBoolean() ? new DocumentNode.Nothing() : new DocumentNode.Hidden(Secret.of(""));
            case 4 -> new DocumentNode.Elements(List.of(node(depth + 1), node(depth + 1)));
            default -> fields(depth);
        };
    }

    private static void collect(DocumentNode node, List<String> values) {
        if (node instanceof DocumentNode.Fields fields) {
            fields.members().values().forEach(member -> collect(member, values));
        } else if (node instanceof DocumentNode.Elements list) {
            list.elements().forEach(element -> collect(element, values));
        } else if (node instanceof DocumentNode.Hidden hidden && !hidden.value().isEmpty()) {
            values.add(hidden.value().reveal());
        } else if (node instanceof DocumentNode.Numeric number) {
            values.add(number.literal());
        }
    }
}
