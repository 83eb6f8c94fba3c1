package io.meepa.credentials.provider.oauth.setting;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.jose.SigningKey;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the key is that an app signs with. It is read when it is used.
 *
 * @param pem where its text is
 * @param algorithm how it signs
 * @param keyId its name at the service
 */
public record SigningSource(SecretSource pem, SigningKey.Algorithm algorithm, Optional<String> keyId) {

    private static final String VARIABLE = "signing_key_env";
    private static final String ALGORITHM = "signing_algorithm";
    private static final String KEY_ID = "signing_key_id";

    /**
     * Describes the keys.
     *
     * @return the keys, relative to the section
     */
    public static Stream<SettingDescription> described() {
        return Stream.of(
                SettingDescription.of(
                                VARIABLE,
                                SettingType.VARIABLE,
                                "the variable with the app's private key (PEM, PKCS #8), for assertions")
                        .withExample("SERVICE_KEY"),
                SettingDescription.of(ALGORITHM, SettingType.TEXT, "how the key signs: ES256, RS256 or EdDSA")
                        .withDefault(SigningKey.Algorithm.ES256.name())
                        .withExample("RS256"),
                SettingDescription.of(KEY_ID, SettingType.TEXT, "the key's name at the service")
                        .withExample("key-1"));
    }

    /**
     * Reads the keys.
     *
     * @param settings the section
     * @return the source, or empty if there is no key
     */
    public static Optional<SigningSource> read(Settings settings) {
        Optional<String> variable = settings.text(VARIABLE);
        Optional<String> algorithm = settings.text(ALGORITHM);
        Optional<String> keyId = settings.text(KEY_ID);
        if (variable.isEmpty() && (algorithm.isPresent() || keyId.isPresent())) {
            throw settings.invalid(algorithm.isPresent() ? ALGORITHM : KEY_ID, "needs " + VARIABLE);
        }
        return variable.map(name -> new SigningSource(
                settings.secretFromEnvironment(VARIABLE, name),
                algorithm.map(text -> algorithm(settings, text)).orElse(SigningKey.Algorithm.ES256),
                keyId));
    }

    /**
     * Reads the key.
     *
     * @return the key
     */
    public SigningKey key() {
        try (Secret text = pem.read()) {
            SigningKey key = SigningKey.ofPem(text, algorithm);
            return keyId.map(key::named).orElse(key);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(pem.describe() + " " + e.getMessage());
        }
    }

    private static SigningKey.Algorithm algorithm(Settings settings, String text) {
        for (SigningKey.Algorithm algorithm : SigningKey.Algorithm.values()) {
            if (algorithm.name().equals(text)) {
                return algorithm;
            }
        }
        throw settings.invalid(ALGORITHM, "must be ES256, RS256 or EdDSA");
    }
}
