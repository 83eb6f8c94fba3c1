package io.meepa.credentials.provider.gworkspace.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import java.io.IOException;

/** Signs with a service account's JSON key, read at each signature: about once an hour. */
record KeySigner(SecretSource key) implements AssertionSigner {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String sign(ObjectNode claims) {
        return new AccountSigner(account(parsed())).sign(claims);
    }

    private ServiceAccountCredentials account(JsonNode json) {
        if (!json.path("type").asText().equals("service_account")) {
            throw wrong("is not the JSON key of a service account");
        }
        try {
            return ServiceAccountCredentials.newBuilder()
                    .setClientEmail(field(json, "client_email"))
                    .setPrivateKeyId(field(json, "private_key_id"))
                    .setPrivateKeyString(field(json, "private_key"))
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw wrong("holds a private key that cannot be read"); // The cause may quote the key.
        }
    }

    private JsonNode parsed() {
        try (Secret content = key.read()) {
            return content.withBytes(KeySigner::tree);
        }
    }

    private static JsonNode tree(byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            return JSON.missingNode(); // The parser's message quotes what it read.
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed");
        }
    }

    private String field(JsonNode json, String name) {
        String value = json.path(name).asText("");
        if (value.isBlank()) {
            throw wrong("has no " + name);
        }
        return value;
    }

    private ConfigurationException wrong(String what) {
        return new ConfigurationException(key.describe() + " " + what
                + ": create a new JSON key for the service account in the Google Cloud console");
    }
}
