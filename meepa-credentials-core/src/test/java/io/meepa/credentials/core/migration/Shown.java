package io.meepa.credentials.core.migration;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.store.DocumentNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON with single quotes, and writes credentials in one line each. */
final class Shown {

    private Shown() {}

    static DocumentNode.Fields json(String singleQuoted) {
        return PlainJson.read("file.json", singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** {@code category/service (name) status key:type=value ... {metadata}}. */
    static List<String> lines(Migration migration) {
        return migration.credentials().stream().map(Shown::line).toList();
    }

    private static String line(AgentCredential credential) {
        List<String> words = new ArrayList<>();
        words.add(credential.key().toString());
        words.add(credential.status().toString());
        credential
                .items()
                .forEach(item -> words.add(
                        item.key() + ":" + item.type() + "=" + item.value().reveal()));
        credential.metadata().values().forEach((name, value) -> words.add("{" + name + "=" + value + "}"));
        return String.join(" ", words);
    }
}
