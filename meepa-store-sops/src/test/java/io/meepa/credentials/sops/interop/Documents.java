package io.meepa.credentials.sops.interop;

import io.meepa.credentials.sops.SopsJson;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Random documents with what breaks implementations: unicode, control characters, numbers, nested arrays, empties. */
final class Documents {

    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "0",
            " ",
            ":",
            "[",
            "\"",
            "\\",
            "/",
            "\n",
            "\t",
            "\u0001",
            "\u001f",
            "\u007f",
            "<",
            ">",
            "&",
            "é",
            "ß",
            "漢",
            "\u2028",
            "\u2029",
            "\u00a0",
            "\ufeff",
            "\ufffd",
            "😀",
            "e\u0301",
            "ENC[",
            "_unencrypted",
            "sops");
    private static final List<String> REALS = List.of(
            "0.1",
            "1.0",
            "1e5",
            "-2.5",
            "1.5e-9",
            "1e21",
            "1e-7",
            "123456789.123",
            "5e-324",
            "1.7976931348623157e308",
            "2e23",
            "0.000001",
            "1e20",
            "18446744073709551616",
            "4.35",
            "100000000000000000000000");

    private static final Pattern RANDOM_PARTS = Pattern.compile(
            "ENC\\[AES256_GCM,data:[^,]*,iv:[^,]*,tag:[^,]*,|\"-----BEGIN[^\"]*\"|\"lastmodified\": \"[^\"]*\"|\"version\": \"[^\"]*\"");

    private final Random random;
    private final long largest;

    Documents(long seed, long largest) {
        this.random = new Random(seed);
        this.largest = largest;
    }

    /** What two programs must agree on: everything but ciphertext, wrapped keys, time and version. */
    static String withoutRandomParts(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8).stripTrailing();
        return RANDOM_PARTS.matcher(text).replaceAll("#");
    }

    SopsNode.Fields next() {
        return fields(0);
    }

    private SopsNode.Fields fields(int depth) {
        Map<String, SopsNode> members = new LinkedHashMap<>();
        int size = random.nextInt(depth == 0 ? 8 : 5);
        for (int i = 0; i < size; i++) {
            members.put(key(depth, i), node(depth + 1));
        }
        return SopsNode.Fields.copyOf(members);
    }

    private String key(int depth, int position) {
        String key = random.nextInt(3) == 0 ? text() : "key" + position;
        return depth == 0 && key.equals("sops") ? "other" : key;
    }

    private SopsNode node(int depth) {
        int choice = random.nextInt(depth > 4 ? 8 : 11);
        if (choice == 8) {
            return fields(depth);
        }
        if (choice > 8) {
            List<SopsNode> elements = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                elements.add(node(depth + 1));
            }
            return new SopsNode.Elements(elements);
        }
        return leaf(choice);
    }

    private SopsLeaf leaf(int choice) {
        return switch (choice) {
            case 0 -> SopsLeaf.nothing();
            case 1 -> SopsLeaf.text("");
            case 2 -> SopsLeaf.flag(random.nextBoolean());
            case 3 -> SopsLeaf.integer(random.nextInt(2000) - 1000);
            case 4 -> literal(Long.toString(random.nextLong() % largest));
            case 5 -> literal(REALS.get(random.nextInt(REALS.size())));
            default -> SopsLeaf.text(text());
        };
    }

    /** A number as it is read from plain JSON; larger ones than a program may make itself. */
    private static SopsLeaf literal(String number) {
        byte[] json = ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8);
        return (SopsLeaf) SopsJson.parse(json).members().values().iterator().next();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            out.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return out.toString();
    }
}
