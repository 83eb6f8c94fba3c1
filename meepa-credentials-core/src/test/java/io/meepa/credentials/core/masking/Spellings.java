package io.meepa.credentials.core.masking;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A secret as other code spells it, written here by hand or by the JDK. */
final class Spellings {

    private Spellings() {}

    static Map<String, String> of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("raw", secret);
        for (String before : new String[] {"", "u", "us", "user:"}) {
            byte[] longer = (before + secret + "!?").getBytes(StandardCharsets.UTF_8);
            forms.put("base64 after " + before, Base64.getEncoder().encodeToString(longer));
            forms.put("base64url after " + before, Base64.getUrlEncoder().encodeToString(longer));
        }
        forms.put("base64 alone", Base64.getEncoder().encodeToString(bytes));
        forms.put("hex", HexFormat.of().formatHex(bytes));
        forms.put("HEX", HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.put("form", form);
        forms.put("percent", form.replace("+", "%20").replace("%7E", "~"));
        forms.put("percent lower", "s3cr%26t%20%22Value%22%2f%c3%a4%c3%a9~%5c%2b%3d");
        forms.put("json", "s3cr&t \\\"Value\\\"/äé~\\\\+=");
        forms.put("json slash", "s3cr&t \\\"Value\\\"\\/äé~\\\\+=");
        forms.put("json ascii", "s3cr&t \\\"Value\\\"/\\u00e4\\u00e9~\\\\+=");
        forms.put("json ASCII", "s3cr&t \\\"Value\\\"/\\u00E4\\u00E9~\\\\+=");
        forms.put("json Go", "s3cr\\u0026t \\\"Value\\\"/äé~\\\\+=");
        forms.put("json Gson", "s3cr\\u0026t \\\"Value\\\"/äé~\\\\+\\u003d");
        return forms;
    }

    /** The middle of a spelling, which depends on the secret alone. */
    static String core(String spelling) {
        return spelling.substring(8, spelling.length() - 6);
    }
}
