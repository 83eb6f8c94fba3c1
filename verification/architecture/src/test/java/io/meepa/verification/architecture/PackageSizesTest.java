package io.meepa.verification.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Packages are small")
final class PackageSizesTest {

    @ParameterizedTest
    @MethodSource("modules")
    void noneHasTooManyTypes(PublishedModule module) {
        assertThat(PackageSizes.tooLarge(module.classes())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"examples", "verification"})
    void noProgramHasAPackageWithTooManyTypes(String folder) throws IOException {
        assertThat(PackageSizes.tooLarge(Repository.root().resolve(folder))).isEmpty();
    }

    @Test
    void oneSourceTooManyIsNoticed(@TempDir Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("some/src/main/java/a/b"));
        Files.createFile(sources.resolve("package-info.java"));
        for (int number = 0; number < 20; number++) {
            Files.createFile(sources.resolve("Type" + number + ".java"));
        }
        assertThat(PackageSizes.tooLarge(folder)).isEmpty();

        Files.createFile(sources.resolve("OneMore.java"));
        assertThat(PackageSizes.tooLarge(folder)).containsExactly(entry("a.b", 21));
    }

    @Test
    void oneTypeTooManyIsNoticed() {
        JavaClass type = new ClassFileImporter().importClass(PackageSizesTest.class);

        assertThat(PackageSizes.tooLarge(Collections.nCopies(20, type))).isEmpty();
        assertThat(PackageSizes.tooLarge(Collections.nCopies(21, type)))
                .containsOnlyKeys(type.getPackageName())
                .containsValue(21);
    }

    @Test
    void nestedTypesAreNotCounted() {
        List<JavaClass> types = new ArrayList<>(new ClassFileImporter().importClasses(Nested.class));

        assertThat(PackageSizes.of(types)).isEmpty();
    }

    static List<PublishedModule> modules() {
        return PublishedModules.all();
    }

    private static final class Nested {}
}
