package io.meepa.verification.footprint;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A native image leaves out what is reached by name alone. Plug-ins are found by {@code ServiceLoader}, which the image
 * builder follows by itself; the rest is either not done or listed in reachability-metadata.json.
 */
@DisplayName("Nothing is reached by name but what the native image's metadata lists")
class NativeImageTest {

    private static final String METADATA =
            "META-INF/native-image/io.meepa/meepa-credentials-core/reachability-metadata.json";

    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("io.meepa.credentials");

    @Test
    void ourCodeLooksUpNoTypeOrMemberByName() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.reflect"))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(MethodHandles.Lookup.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CLASSES);
    }

    @Test
    void everyResourceIsListed() throws Exception {
        List<String> shipped = new ArrayList<>();
        for (Path module : modules()) {
            Path resources = module.resolve(Path.of("src", "main", "resources"));
            if (Files.isDirectory(resources)) {
                try (Stream<Path> files = Files.walk(resources)) {
                    files.filter(Files::isRegularFile)
                            .map(file -> resources.relativize(file).toString())
                            .filter(name -> !name.startsWith("META-INF"))
                            .forEach(shipped::add);
                }
            }
        }
        assertThat(shipped).isNotEmpty();
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(shipped);
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", ".."))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("meepa-"))
                    .toList();
        }
    }

    private static List<String> listed() throws IOException {
        List<String> globs = new ArrayList<>();
        try (InputStream metadata = NativeImageTest.class.getClassLoader().getResourceAsStream(METADATA);
                JsonParser parser = new JsonFactory().createParser(metadata)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "glob".equals(parser.currentName())) {
                    globs.add(parser.getText());
                }
            }
        }
        return globs;
    }
}
