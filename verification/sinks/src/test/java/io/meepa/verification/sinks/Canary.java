package io.meepa.verification.sinks;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A secret that shows where it turns up, in whatever form. */
final class Canary {

    static final String TEXT = "c4nary/Äußerst+geheim=7Q";

    private static final Map<String, String> FORMS = forms(TEXT.getBytes(StandardCharsets.UTF_8));

    private Canary() {}

    /** Returns the forms in which the canary sits in a text. */
    static List<String> formsIn(String text) {
        return FORMS.entrySet().stream()
                .filter(form -> text.contains(form.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the forms in which the canary sits in a binary file, in UTF-8 or UTF-16. */
    static List<String> formsIn(byte[] bytes) {
        String oneByte = new String(bytes, StandardCharsets.ISO_8859_1);
        return FORMS.entrySet().stream()
                .filter(form -> oneByte.contains(bytesOf(form, StandardCharsets.UTF_8))
                        || oneByte.contains(bytesOf(form, StandardCharsets.UTF_16LE))
                        || oneByte.contains(bytesOf(form, StandardCharsets.UTF_16BE)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String bytesOf(Map.Entry<String, String> form, Charset charset) {
        return new String(form.getValue().getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> forms(byte[] bytes) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("raw", TEXT);
        forms.put("raw, its ASCII part", "erst+geheim");
        forms.put("reversed", new StringBuilder(TEXT).reverse().toString());
        forms.put("url", URLEncoder.encode(TEXT, StandardCharsets.UTF_8));
        forms.put("hex", HexFormat.of().formatHex(bytes));
        forms.put("HEX", HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
        forms.put("decimal, spaced", Arrays.toString(bytes).replaceAll("[\\[\\]]", ""));
        forms.put("decimal", Arrays.toString(bytes).replaceAll("[\\[\\] ]", ""));
        for (int before = 0; before < 3; before++) {
            String encoded = Base64.getEncoder()
                    .encodeToString(("xx".substring(0, before) + TEXT).getBytes(StandardCharsets.UTF_8));
            forms.put("base64 after " + before, encoded.substring(4, encoded.length() - 4));
            forms.put(
                    "base64url after " + before,
                    encoded.substring(4, encoded.length() - 4).replace('+', '-').replace('/', '_'));
        }
        return forms;
    }
}
