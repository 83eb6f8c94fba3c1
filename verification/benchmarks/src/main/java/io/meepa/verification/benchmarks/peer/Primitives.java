package io.meepa.verification.benchmarks.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What opening a SOPS file cannot do without, done by the JDK and Jackson alone and with nothing around it: reading the
 * bytes, passing over the JSON once, one X25519 agreement, the values, their hash.
 */
public final class Primitives {

    private static final Pattern ENCRYPTED = Pattern.compile("ENC\\[AES256_GCM,data:([^,]+),iv:([^,]+),tag:([^,]+),");

    private final Path file;
    private final byte[] content;
    private final JsonFactory json = new JsonFactory();
    private final KeyPair own;
    private final PublicKey theirs;
    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private final List<Value> values = new ArrayList<>();

    /** A value of the file, and one of the same length under a key of ours. */
    private static final class Value {

        private final String[] base64;
        private final byte[] twin;

        Value(String[] base64, byte[] twin) {
            this.base64 = base64;
            this.twin = twin;
        }
    }

    /**
     * Reads the file once, to know what has to be decrypted.
     *
     * @param file a SOPS file
     * @throws IOException if it cannot be read
     * @throws GeneralSecurityException if the JDK lacks an algorithm
     */
    public Primitives(Path file) throws IOException, GeneralSecurityException {
        this.file = file;
        this.content = Files.readAllBytes(file);
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("X25519");
        own = pairs.generateKeyPair();
        theirs = pairs.generateKeyPair().getPublic();
        Matcher matcher = ENCRYPTED.matcher(new String(content, StandardCharsets.UTF_8));
        while (matcher.find()) {
            values.add(value(new String[] {matcher.group(1), matcher.group(2), matcher.group(3)}));
        }
    }

    private Value value(String[] base64) throws GeneralSecurityException {
        byte[] plain = new byte[Base64.getDecoder().decode(base64[0]).length];
        cipher.init(Cipher.ENCRYPT_MODE, key, vector(base64));
        return new Value(base64, cipher.doFinal(plain));
    }

    /**
     * Does all of it.
     *
     * @return something, so that no work is optimised away
     * @throws IOException if the file cannot be read
     * @throws GeneralSecurityException if the JDK refuses
     */
    public Object all() throws IOException, GeneralSecurityException {
        return List.of(read(), parse(), agree(), decrypt(), hash());
    }

    /**
     * Reads the bytes.
     *
     * @return something, so that no work is optimised away
     * @throws IOException if the file cannot be read
     */
    public Object read() throws IOException {
        return Files.readAllBytes(file);
    }

    /**
     * Passes over the JSON once.
     *
     * @return something, so that no work is optimised away
     * @throws IOException if the file cannot be read
     */
    public Object parse() throws IOException {
        int length = 0;
        try (JsonParser parser = json.createParser(content)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
                    length += parser.getText().length();
                }
            }
        }
        return length;
    }

    /**
     * Agrees on a key once.
     *
     * @return something, so that no work is optimised away
     * @throws GeneralSecurityException if the JDK refuses
     */
    public Object agree() throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own.getPrivate());
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }

    /**
     * Decrypts as many values of the same lengths.
     *
     * @return something, so that no work is optimised away
     * @throws GeneralSecurityException if the JDK refuses
     */
    public Object decrypt() throws GeneralSecurityException {
        int length = 0;
        for (Value value : values) {
            length += Base64.getDecoder().decode(value.base64[0]).length;
            length += Base64.getDecoder().decode(value.base64[2]).length;
            cipher.init(Cipher.DECRYPT_MODE, key, vector(value.base64));
            length += cipher.doFinal(value.twin).length;
        }
        return length;
    }

    /**
     * Hashes the values.
     *
     * @return something, so that no work is optimised away
     * @throws GeneralSecurityException if the JDK refuses
     */
    public Object hash() throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        for (Value value : values) {
            digest.update(value.twin);
        }
        return digest.digest();
    }

    private static GCMParameterSpec vector(String[] base64) {
        return new GCMParameterSpec(128, Base64.getDecoder().decode(base64[1]));
    }
}
