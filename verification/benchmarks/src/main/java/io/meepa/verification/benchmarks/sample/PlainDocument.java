package io.meepa.verification.benchmarks.sample;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Credentials as a file that was never encrypted: an agent takes over any number of them in one write. */
final class PlainDocument {

    private final Path file;

    private PlainDocument(Path file) {
        this.file = file;
    }

    /** Writes credentials whose texts need no escapes. */
    static PlainDocument write(Path file, List<AgentCredential> credentials) throws IOException {
        String content = credentials.stream().map(PlainDocument::json).collect(Collectors.joining(",", "[", "]"));
        return new PlainDocument(Files.writeString(file, "{\"credentials\":" + content + "}"));
    }

    void importInto(AgentCredentials agent) {
        agent.storage().importPlain(file);
    }

    private static String json(AgentCredential credential) {
        String items = credential.items().stream().map(PlainDocument::json).collect(Collectors.joining(",", "[", "]"));
        return "{" + field("category", credential.category().name()) + ","
                + field("service", credential.service()) + ","
                + field("name", credential.name()) + ","
                + field("origin", "operator_provided") + ","
                + "\"items\":" + items + ","
                + "\"metadata\":" + metadata(credential) + ","
                + field("status", "provisioned") + "}";
    }

    private static String json(CredentialItem item) {
        return "{" + field("key", item.key()) + ","
                + field("value", item.value().reveal()) + ","
                + field("item_type", item.type().name()) + "}";
    }

    private static String metadata(AgentCredential credential) {
        return credential.metadata().values().keySet().stream()
                .map(name -> credential
                        .metadata()
                        .text(name)
                        .map(text -> field(name, text))
                        .orElseGet(() -> "\"" + name + "\":"
                                + credential.metadata().number(name).orElseThrow()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String field(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }
}
