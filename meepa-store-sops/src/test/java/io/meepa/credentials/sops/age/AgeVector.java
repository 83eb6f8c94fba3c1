package io.meepa.credentials.sops.age;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/**
 * A public test vector of the age format.
 *
 * @param name its name
 * @param header its lines of key and value
 * @param file the age file, as text in which each character stands for one byte
 */
record AgeVector(String name, List<String> header, String file) {

    /** Reads every vector. */
    static List<AgeVector> all() {
        InputStream resource = Objects.requireNonNull(AgeVector.class.getResourceAsStream("cctv-age.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(AgeVector::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgeVector parse(String line) {
        int space = line.indexOf(' ');
        byte[] published = Base64.getDecoder().decode(line.substring(space + 1));
        String text = new String(published, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        List<String> header = text.substring(0, end).lines().toList();
        byte[] body = Arrays.copyOfRange(published, end + 2, published.length);
        byte[] file = header.contains("compressed: zlib") ? inflated(body) : body;
        return new AgeVector(line.substring(0, space), header, new String(file, StandardCharsets.ISO_8859_1));
    }

    private static byte[] inflated(byte[] compressed) {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String expected() {
        return value("expect").orElseThrow();
    }

    /** The SHA-256 digest of what the file holds, in hexadecimal digits. */
    Optional<String> payload() {
        return value("payload");
    }

    Optional<byte[]> identity() {
        return value("identity").map(text -> text.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isArmored() {
        return header.contains("armored: yes");
    }

    byte[] bytes() {
        return file.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The file as our reader takes it: armored. */
    String armored() {
        if (isArmored()) {
            return file;
        }
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes());
        return "-----BEGIN AGE ENCRYPTED FILE-----\n" + lines + "\n-----END AGE ENCRYPTED FILE-----\n";
    }

    private Optional<String> value(String key) {
        return header.stream()
                .filter(line -> line.startsWith(key + ": "))
                .map(line -> line.substring(key.length() + 2))
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
