package io.meepa.credentials.testkit.store;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Flag;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Nothing;
import io.meepa.credentials.spi.store.DocumentNode.Numeric;
import io.meepa.credentials.spi.store.DocumentNode.Text;
import io.meepa.credentials.testkit.check.ContractAssert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document of the engine's shape with every kind of node in it. A count stands in two places far apart, so that half of
 * one document and half of another do not pass for a whole.
 */
final class SampleDocument {

    private SampleDocument() {}

    static Fields of(Secret hidden, int count) {
        return fields(
                "credential_store", fields("provider", new Text("contract")),
                "credentials", new Elements(List.of(provisioned(hidden, count), failed())),
                "operations", fields(),
                "later_version", fields("list", new Elements(List.of()), "none", new Nothing()),
                "provisioned_at", new Text("count-" + count));
    }

    /** Returns the count, if both places agree on it. */
    static int count(Fields document) {
        String late = ((Text) at(document, "provisioned_at")).value();
        Elements credentials = (Elements) at(document, "credentials");
        Fields metadata = (Fields) at((Fields) credentials.elements().get(0), "metadata");
        String early = ((Numeric) at(metadata, "count")).literal();
        ContractAssert.require(late.equals("count-" + early), "a reader saw half a document: replace it in one step");
        return Integer.parseInt(early);
    }

    private static Fields provisioned(Secret hidden, int count) {
        return fields(
                "category", new Text("email"),
                "service", new Text("agentmail"),
                "name", new Text("Email \u2013 \u00fc \ud83d\udce7 \"quoted\" \\ and\nmore"),
                "origin", new Text("operator_provided"),
                "items",
                        new Elements(
                                List.of(item("address", new Text("a@b.example")), item("api_key", new Hidden(hidden)))),
                "metadata", metadata(count),
                "status", new Text("provisioned"),
                "managed", new Flag(true));
    }

    private static Fields failed() {
        return fields(
                "category", new Text("credit_card"),
                "service", new Text("privacy_com"),
                "name", new Text("Credit Card"),
                "origin", new Text("operator_provided"),
                "items", new Elements(List.of()),
                "status", fields("failed", new Text("no answer")),
                "managed", new Flag(false));
    }

    private static Fields metadata(int count) {
        return fields(
                "count", new Numeric(Integer.toString(count)),
                "ratio", new Numeric("0.5"),
                "negative", new Numeric("-17"),
                "on", new Flag(true),
                "off", new Flag(false),
                "note", new Text("seen"),
                "long", new Text("x".repeat(100_000)));
    }

    private static Fields item(String key, DocumentNode value) {
        return fields("key", new Text(key), "value", value, "item_type", new Text("other"));
    }

    private static DocumentNode at(Fields fields, String name) {
        DocumentNode node = fields.members().get(name);
        if (node == null) {
            throw ContractAssert.guilty("round trip: " + name + " is lost");
        }
        return node;
    }

    private static Fields fields(Object... namesAndNodes) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNodes.length; i += 2) {
            members.put((String) namesAndNodes[i], (DocumentNode) namesAndNodes[i + 1]);
        }
        return new Fields(members);
    }
}
