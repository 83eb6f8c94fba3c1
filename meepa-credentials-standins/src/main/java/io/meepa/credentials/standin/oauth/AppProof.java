package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** How the app says who it is. */
final class AppProof {

    private AppProof() {}

    static boolean of(Call call, Map<String, String> fields, boolean basic) {
        String authorization = call.header("authorization").orElse("");
        // A parameter with an empty secret is an error of its own, and two ways at once are another.
        if (fields.getOrDefault("client_secret", "x").isEmpty()) {
            return false;
        }
        if (!basic) {
            return authorization.isEmpty()
                    && OAuthStandIn.CLIENT_ID.equals(fields.get("client_id"))
                    && OAuthStandIn.CLIENT_SECRET.equals(fields.get("client_secret"));
        }
        String pair = encoded(OAuthStandIn.CLIENT_ID) + ":" + encoded(OAuthStandIn.CLIENT_SECRET);
        return !fields.containsKey("client_secret")
                && authorization.equals(
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** The app's id alone, without any secret: a device sign-in's polls at most services. */
    static boolean ofId(Map<String, String> fields) {
        return OAuthStandIn.CLIENT_ID.equals(fields.get("client_id")) && !fields.containsKey("client_secret");
    }

    private static String encoded(String text) {
        return text.replace("+", "%2B").replace(" ", "%20");
    }
}
