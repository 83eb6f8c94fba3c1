package io.meepa.credentials.provider.support;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one POST per address in a JVM of its own, and prints what a user reads, a line each. Arguments: {@code built-in} or
 * {@code configured}, the addresses with commas between, and settings as {@code key=value}.
 */
final class CallProgram {

    private CallProgram() {}

    public static void main(String[] arguments) {
        Map<String, Object> values = new HashMap<>(Map.of("call_timeout", "60s"));
        for (int i = 2; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=", 2);
            values.put(setting[0], setting[1].equals("true") ? (Object) true : setting[1]);
        }
        for (String address : arguments[1].split(",", -1)) {
            if (arguments[0].equals("configured")) {
                values.put("base_url", address);
            }
            System.out.println(made(address, values));
        }
    }

    private static String made(String address, Map<String, Object> values) {
        var context = new CallFixture().context(values);
        CallSettings settings = CallSettings.read(context.settings());
        BaseUrl base = settings.baseUrl().orElseGet(() -> BaseUrl.of(address));
        ApiEndpoint endpoint = () -> new ApiEndpoint.Grant(base, "Bearer", Optional.of(Secret.of(CallFixture.KEY)));
        try (ApiClient client = ApiClient.open("Some", context, settings, endpoint, CallFixture::classify)) {
            ApiAnswer answer = client.begin().send(ApiRequest.post("make it", "x"));
            return "made " + answer.text("id");
        } catch (CredentialException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }
}
