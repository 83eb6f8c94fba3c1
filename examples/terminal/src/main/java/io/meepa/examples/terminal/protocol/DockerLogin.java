package io.meepa.examples.terminal.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A login as Docker writes it, see the protocol of {@code docker-credential-helpers}.
 *
 * @param server the registry, an address or a host
 * @param username the user; {@code <token>} says that the secret is an identity token
 * @param secret the password or token
 */
record DockerLogin(String server, String username, Secret secret) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    private static final String SERVER = "ServerURL";
    private static final String USERNAME = "Username";
    private static final String SECRET = "Secret";

    static DockerLogin read(byte[] json) throws RefusedMessageException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                require(parser.nextToken() == JsonToken.VALUE_STRING);
                values.put(name, parser.getText());
            }
            require(parser.nextToken() == null);
        } catch (IOException e) {
            // Its text quotes the input.
            require(false);
        }
        return new DockerLogin(
                required(values, SERVER, "no credentials server URL"),
                required(values, USERNAME, "no credentials username"),
                Secret.of(required(values, SECRET, "no credentials secret")));
    }

    private static void require(boolean wellFormed) throws RefusedMessageException {
        if (!wellFormed) {
            throw new RefusedMessageException("the request is not one JSON object of texts");
        }
    }

    private static String required(Map<String, String> values, String name, String complaint)
            throws RefusedMessageException {
        return Optional.ofNullable(values.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new RefusedMessageException(complaint));
    }

    void write(OutputStream output) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.writeStartObject();
            json.writeStringField(SERVER, server);
            json.writeStringField(USERNAME, username);
            json.writeStringField(SECRET, secret.reveal());
            json.writeEndObject();
        }
    }

    static void write(Map<String, String> usersByServer, OutputStream output) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : usersByServer.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
    }
}
