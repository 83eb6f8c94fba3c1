package io.meepa.examples.terminal.exit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.form.InvalidFormException;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void givesEveryTypeOfErrorACodeOfItsOwn() throws Exception {
        Map<Integer, String> types = new HashMap<>();

        for (Class<?> type : errorTypes()) {
            int code = ExitCode.of(error(type));
            assertThat(code)
                    .as(type.getSimpleName())
                    .isGreaterThan(ExitCode.USAGE)
                    .isLessThan(125);
            assertThat(types.put(code, type.getSimpleName()))
                    .as("another type with code " + code)
                    .isNull();
        }

        assertThat(types).hasSizeGreaterThan(10);
    }

    @Test
    void documentsEveryCode() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        for (Class<?> type : errorTypes()) {
            int code = ExitCode.of(error(type));
            assertThat(readme).contains("| " + code + " | `" + type.getSimpleName() + "`");
        }
    }

    private static CredentialException error(Class<?> type) throws ReflectiveOperationException {
        if (type.equals(InvalidFormException.class)) {
            return new InvalidFormException("text", List.of());
        }
        return type.equals(ConsentException.class)
                ? new ConsentException(ConsentException.Reason.DENIED, "text")
                : (CredentialException) type.getConstructor(String.class).newInstance("text");
    }

    private static List<Class<?>> errorTypes() throws Exception {
        URI api = CredentialException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        if (Files.isDirectory(Path.of(api))) {
            return errorTypes(Path.of(api));
        }
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(api))) {
            return errorTypes(jar.getPath("/"));
        }
    }

    private static List<Class<?>> errorTypes(Path root) throws IOException, URISyntaxException, ClassNotFoundException {
        List<Class<?>> types = new java.util.ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("io/meepa/credentials"))) {
            for (Path file : files.toList()) {
                String name = root.relativize(file).toString();
                if (name.endsWith("Exception.class")) {
                    types.add(Class.forName(name.replace(".class", "").replace('/', '.')));
                }
            }
        }
        types.removeIf(type -> Modifier.isAbstract(type.getModifiers()));
        return types;
    }
}
