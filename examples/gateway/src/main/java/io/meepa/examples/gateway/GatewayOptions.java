package io.meepa.examples.gateway;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.Secret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** What the program was started with. */
final class GatewayOptions {

    private static final String PORT = "--port=";
    private static final String VARIABLE = "MEEPA_GATEWAY_TOKEN";

    private final List<String> arguments;
    private final String token;
    private final boolean given;

    private GatewayOptions(List<String> arguments, String token, boolean given) {
        this.arguments = arguments;
        this.token = token;
        this.given = given;
    }

    static GatewayOptions of(List<String> arguments) {
        if (arguments.size() < 2) {
            throw new IllegalArgumentException(
                    "give the configuration file and the home folder: gateway config.yaml gateway-home [--stand-ins] [--port=8807]");
        }
        String variable = System.getenv(VARIABLE);
        boolean given = variable != null && !variable.isBlank();
        return new GatewayOptions(arguments, given ? variable : noise(), given);
    }

    Path home() {
        return Path.of(arguments.get(1)).toAbsolutePath();
    }

    CredentialManagerBuilder builder() {
        CredentialManagerBuilder builder = CredentialManager.builder()
                .configuration(Path.of(arguments.get(0)))
                .home(home());
        // They live as long as the process.
        return arguments.contains("--stand-ins") ? new StandIns().configure(builder) : builder;
    }

    int port(int otherwise) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(PORT))
                .map(argument -> number(argument.substring(PORT.length())))
                .findFirst()
                .orElse(otherwise);
    }

    Secret token() {
        return Secret.of(token);
    }

    String tokenNote() {
        return given ? "Its token: " + VARIABLE : "Its token: " + token;
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException(PORT + " takes a number up to 65535");
        }
        return Integer.parseInt(text);
    }

    private static String noise() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
