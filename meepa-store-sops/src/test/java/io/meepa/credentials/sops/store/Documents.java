package io.meepa.credentials.sops.store;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Flag;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Nothing;
import io.meepa.credentials.spi.store.DocumentNode.Numeric;
import io.meepa.credentials.spi.store.DocumentNode.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents in the gateway's form, and a way to compare them. */
final class Documents {

    private Documents() {}

    static Fields of(int credentials) {
        return of(credentials, -1);
    }

    /** The same with a changed token in one place. */
    static Fields of(int credentials, int changed) {
        List<DocumentNode> list = new ArrayList<>();
        for (int i = 0; i < credentials; i++) {
            list.add(credential("login", "service-" + i, (i == changed ? "new-" : "") + "token-of-service-" + i));
        }
        return fields(
                "credential_store",
                fields("provider", new Text("sops"), "item_id", new Text("meepa-credentials"), "status", status(0)),
                "credentials",
                new Elements(list),
                "provisioned_at",
                new Text("2026-11-21T09:00:00Z"));
    }

    static Fields credential(String category, String service, String token) {
        return fields(
                "category",
                new Text(category),
                "service",
                new Text(service),
                "name",
                new Text(service),
                "items",
                new Elements(List.of(item("token", token), item("address", service + "@example.com"))),
                "metadata",
                fields("spend_limit", new Numeric("5000"), "locked", new Flag(true), "rate", new Numeric("0.25")),
                "status",
                status(service.length()));
    }

    /** A document with a single hidden value. */
    static Fields counting(long count) {
        return fields("credentials", new Elements(List.of(item("count", Long.toString(count)))));
    }

    static long count(Fields document) {
        String text = show(document);
        return Long.parseLong(text.replaceAll(".*value=#([0-9]+).*", "$1"));
    }

    static Fields with(Fields document, String key, DocumentNode value) {
        Map<String, DocumentNode> members = new LinkedHashMap<>(document.members());
        members.put(key, value);
        return new Fields(members);
    }

    static Fields fields(Object... keysAndNodes) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        for (int i = 0; i < keysAndNodes.length; i += 2) {
            members.put((String) keysAndNodes[i], (DocumentNode) keysAndNodes[i + 1]);
        }
        return new Fields(members);
    }

    /** Shows a tree with its secrets, which are marked with a number sign. */
    static String show(DocumentNode node) {
        if (node instanceof Fields fields) {
            StringBuilder text = new StringBuilder("{");
            fields.members()
                    .forEach((key, value) ->
                            text.append(key).append('=').append(show(value)).append(' '));
            return text.append('}').toString();
        } else if (node instanceof Elements elements) {
            return elements.elements().stream().map(Documents::show).toList().toString();
        } else if (node instanceof Text text) {
            return text.value();
        } else if (node instanceof Hidden hidden) {
            return "#" + hidden.value().reveal();
        } else if (node instanceof Numeric number) {
            return "n" + number.literal();
        } else if (node instanceof Flag flag) {
            return Boolean.toString(flag.value());
        }
        return node instanceof Nothing ? "null" : "?";
    }

    private static Fields item(String key, String value) {
        return fields("key", new Text(key), "value", new Hidden(Secret.of(value)), "item_type", new Text("api_token"));
    }

    private static DocumentNode status(int which) {
        return which % 2 == 0 ? new Text("provisioned") : fields("failed", new Text("no answer"));
    }
}
