package io.meepa.credentials.sops.key;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An environment variable that holds identities, the same for all agents. Thread-safe.
 *
 * @param variable the variable
 */
public record KeyEnvironment(SecretSource variable) implements KeySource {

    @Override
    public Secret read(AgentId agent) {
        try {
            return variable.read();
        } catch (ConfigurationException e) {
            throw new KeyUnavailableException("agent " + agent + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Object version(AgentId agent) {
        try (Secret content = read(agent)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return content.withBytes(bytes -> HexFormat.of().formatHex(digest.digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String describe(AgentId agent) {
        return variable.describe();
    }
}
