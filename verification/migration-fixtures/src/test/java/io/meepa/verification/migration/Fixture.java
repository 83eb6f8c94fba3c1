package io.meepa.verification.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.spi.provider.CredentialProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One fixture: a home as it was written, what its service held, and what is to be seen. */
record Fixture(Path folder) {

    static final Path ALL = Path.of(System.getProperty("basedir", "."), "src", "test", "resources");

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Fixture> under(String group) throws IOException {
        try (Stream<Path> folders = Files.list(ALL.resolve(group))) {
            return folders.filter(Files::isDirectory).sorted().map(Fixture::new).toList().stream();
        }
    }

    JsonNode json(String name) throws IOException {
        return JSON.readTree(folder.resolve(name).toFile());
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** When the home was left. */
    Instant now() throws IOException {
        return Instant.parse(json("expected.json").path("now").asText());
    }

    List<String> steps() throws IOException {
        return texts(json("expected.json").path("steps"));
    }

    /** Copies the home, with the modes that a home has and that a repository does not keep. */
    Path copyTo(Path folderOfTest) throws IOException {
        Path source = folder.resolve("home");
        Path home = folderOfTest.resolve("home");
        try (Stream<Path> all = Files.walk(source)) {
            for (Path each : all.toList()) {
                Path target = home.resolve(source.relativize(each).toString());
                boolean isFolder = Files.isDirectory(each);
                if (isFolder) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(isFolder ? "rwx------" : "rw-------"));
            }
        }
        return home;
    }

    static Path document(Path home) {
        return home.resolve("agents").resolve(Build.AGENT).resolve("credentials.json");
    }

    /** Returns the agent's key file: beside the document or, in one fixture, in a folder of its own. */
    static Path key(Path home) {
        Path elsewhere = home.resolve("keys").resolve(Build.AGENT + ".key");
        return Files.exists(elsewhere)
                ? elsewhere
                : home.resolve("agents").resolve(Build.AGENT).resolve("private-key.key");
    }

    /** Returns the public keys that a document names, in clear beside the encrypted part. */
    static List<String> recipients(Path home) throws IOException {
        return Files.exists(document(home))
                ? JSON.readTree(document(home).toFile())
                        .path("sops")
                        .path("age")
                        .findValuesAsText("recipient")
                : List.of();
    }

    /** Returns every file of a home with its bytes; lock files hold nothing. */
    static Map<String, String> bytes(Path home) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!isLock(home.relativize(file))) {
                    bytes.put(
                            home.relativize(file).toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return bytes;
    }

    static boolean isLock(Path file) {
        return file.toString().contains(".locks") || file.endsWith("audit/lock");
    }

    /** Returns the tags that stand in the document; one that a run makes is another each time. */
    Set<String> tags() throws IOException {
        return has("decrypted.json") ? new TreeSet<>(json("decrypted.json").findValuesAsText("tag")) : Set.of();
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    List<CredentialProvider> postboxes(Upstream upstream) throws IOException {
        List<CredentialProvider> boxes = new ArrayList<>();
        for (JsonNode provider : json("upstream.json").path("providers")) {
            boxes.add(Postbox.of(
                    provider.path("id").asText(),
                    provider.path("category").asText(),
                    Set.copyOf(texts(provider.path("traits"))),
                    upstream));
        }
        return boxes;
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
