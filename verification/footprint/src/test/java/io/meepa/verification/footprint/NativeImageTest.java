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
    void everyResourceIsListedByItsModule() throws Exception {
        int shipping = 0;
        for (Path module : modules()) {
            Path resources = module.resolve(Path.of("src", "main", "resources"));
            List<String> shipped = shipped(resources);
            if (!shipped.isEmpty()) {
                shipping++;
                assertThat(listed(resources, module.getFileName().toString()))
                        .as(module.toString())
                        .containsExactlyInAnyOrderElementsOf(shipped);
            }
        }
        assertThat(shipping).isEqualTo(4);
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", ".."))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("meepa-"))
                    .toList();
        }
    }

    private static List<String> shipped(Path resources) throws IOException {
        if (!Files.isDirectory(resources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(resources)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> resources.relativize(file).toString())
                    .filter(name -> !name.startsWith("META-INF"))
                    .toList();
        }
    }

    private static List<String> listed(Path resources, String module) throws IOException {
        Path metadata = resources.resolve(
                Path.of("META-INF", "native-image", "io.meepa", module, "reachability-metadata.json"));
        List<String> globs = new ArrayList<>();
        try (InputStream in = Files.newInputStream(metadata);
                JsonParser parser = new JsonFactory().createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "glob".equals(parser.currentName())) {
                    globs.add(parser.getText());
                }
            }
        }
        return globs;
    }
}
