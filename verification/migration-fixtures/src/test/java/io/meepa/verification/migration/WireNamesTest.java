package io.meepa.verification.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.spi.FindingCode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that stand in files, trails and reports of earlier builds: this build still has each of them. */
class WireNamesTest {

    private final JsonNode recorded = new Fixture(Fixture.ALL).json("wire-names.json");

    WireNamesTest() throws IOException {}

    private List<String> recorded(String group) {
        return Fixture.texts(recorded.path(group));
    }

    @Test
    void namesEveryKindAndPhaseOfEvents() {
        assertThat(Build.eventNames()).containsAll(recorded("events"));
    }

    /** The words are constants of some class, whichever: their bytes stand in its file, unless they are spelled from a name. */
    @Test
    void hasEveryCodeAndKey() throws IOException {
        String constants = String.join("", classes().values());
        Set<String> codes = findingCodes();

        for (String group : List.of("doctor_codes", "notices", "metadata", "items", "document", "audit_remarks")) {
            assertThat(recorded(group))
                    .as(group)
                    .isNotEmpty()
                    .allSatisfy(word -> assertThat(codes.contains(word) || constants.contains(word))
                            .as("a class of this build has the text " + word)
                            .isTrue());
        }
    }

    /** A code is its constant's name in lower case. A new code is added to the list; none ever leaves it. */
    @Test
    void spellsTheCodesOfTheDoctorAsRecorded() throws IOException {
        assertThat(findingCodes()).containsExactlyInAnyOrderElementsOf(recorded("doctor_codes"));
    }

    /** What the list calls a word of the documents does stand in a document. */
    @Test
    void hasAFixtureOfEveryWordOfTheDocuments() throws IOException {
        List<JsonNode> documents = documents();

        assertThat(texts(documents, "kind")).containsAll(recorded("operation_kinds"));
        assertThat(texts(documents, "state")).containsExactlyInAnyOrderElementsOf(recorded("operation_states"));
        assertThat(texts(documents, "status")).containsExactlyInAnyOrderElementsOf(recorded("statuses"));
        assertThat(names(documents, "status")).containsExactly("failed");
        assertThat(texts(documents, "origin")).containsExactlyInAnyOrderElementsOf(recorded("origins"));
        assertThat(texts(documents, "category")).containsAll(recorded("categories"));
        assertThat(texts(documents, "item_type")).containsAll(recorded("item_types"));
        assertThat(names(documents, "metadata")).containsAll(recorded("metadata"));
        assertThat(texts(documents, "key")).containsAll(recorded("items"));
        assertThat(names(documents, "details")).containsAll(recorded("details"));
        assertThat(names(documents, "attempts")).containsAll(recorded("attempts"));
    }

    private static List<JsonNode> documents() throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String group : List.of("homes", "revocations")) {
            for (Fixture fixture : Fixture.under(group).toList()) {
                if (fixture.has("decrypted.json")) {
                    documents.add(fixture.json("decrypted.json"));
                }
            }
        }
        return documents;
    }

    private static Set<String> texts(List<JsonNode> documents, String member) {
        Set<String> texts = new TreeSet<>();
        documents.stream()
                .flatMap(document -> document.findValues(member).stream())
                .filter(JsonNode::isTextual)
                .forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static Set<String> names(List<JsonNode> documents, String member) {
        Set<String> names = new TreeSet<>();
        documents.stream()
                .flatMap(document -> document.findParents(member).stream())
                .forEach(parent -> parent.path(member).fieldNames().forEachRemaining(names::add));
        return names;
    }

    private static Set<String> findingCodes() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String file : classes().keySet()) {
            if (file.endsWith("FindingCode.class")) {
                codes.addAll(codesOf(file.replace(".class", "").replace('/', '.')));
            }
        }
        return codes;
    }

    private static List<String> codesOf(String type) {
        try {
            Object[] constants = Class.forName(type).getEnumConstants();
            return constants == null
                    ? List.of()
                    : Stream.of(constants)
                            .map(constant -> ((FindingCode) constant).code())
                            .toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns our classes: the name of each one's file, and its bytes as a text. */
    private static Map<String, String> classes() throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path.resolve("io").resolve("meepa").resolve("credentials"))) {
                all.putAll(classesBelow(path));
            } else if (Files.isRegularFile(path) && part.contains("meepa-")) {
                all.putAll(classesOf(path));
            }
        }
        return all;
    }

    private static Map<String, String> classesBelow(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        Path ours = root.resolve("io").resolve("meepa").resolve("credentials");
        try (Stream<Path> files = Files.walk(ours)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(root.relativize(file).toString(), text(Files.readAllBytes(file)));
            }
        }
        return all;
    }

    private static Map<String, String> classesOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Map<String, String> all = new TreeMap<>();
            file.stream().filter(entry -> entry.getName().endsWith(".class")).forEach(entry -> {
                try (InputStream bytes = file.getInputStream(entry)) {
                    all.put(entry.getName(), text(bytes.readAllBytes()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return all;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
